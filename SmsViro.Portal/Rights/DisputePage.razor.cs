using Microsoft.AspNetCore.Components;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Disputes a value that a person cannot change herself.</summary>
public sealed partial class DisputePage(CurrentCustomer current, DisputeValue dispute, NavigationManager navigation)
{
    private IReadOnlyList<Category> _kinds = [];
    private string? _refusal;
    private string? _aboutError;
    private string? _wrongError;
    private string? _rightError;
    private bool _busy;

    private string? About { get; set; }

    private string? Wrong { get; set; }

    private string? Right { get; set; }

    protected override async Task OnInitializedAsync() => _kinds = dispute.KindsFor(await current.RequireAsync());

    private async Task AskAsync()
    {
        _refusal = null;
        _wrongError = (Wrong?.Trim().Length ?? 0) < 10 ? "Say what is wrong, in at least 10 letters" : null;
        _rightError = string.IsNullOrWhiteSpace(Right) ? "Say what should stand there instead" : null;
        var about = _kinds.FirstOrDefault(category => category.Id == About);
        _aboutError = about is null ? "Choose what it is about" : null;
        if (about is null || _wrongError is not null || _rightError is not null) return;

        _busy = true;
        try
        {
            var answer = await dispute.RunAsync((await current.RequireAsync()).Customer, about, Wrong!, Right!, CancellationToken.None);
            if (answer.Request is { } id)
            {
                navigation.NavigateTo(Urls.PrivacyRequest(id));
                return;
            }

            _refusal = answer.Refusal switch
            {
                DisputeRefusal.AccountClosed => "Your account is being erased, so nothing is corrected any more. Nothing was asked for",
                DisputeRefusal.NeedsWords or null => "Say what is wrong and what is right, each in at most 2,000 letters. Nothing was asked for",
            };
        }
        catch (StorageUnavailableException)
        {
            _refusal = "The request could not be saved, so none was made. What you wrote is kept here. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }
}
