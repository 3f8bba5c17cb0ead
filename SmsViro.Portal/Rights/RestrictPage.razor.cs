using Microsoft.AspNetCore.Components;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Puts a person's data to rest and wakes it again.</summary>
public sealed partial class RestrictPage(CurrentCustomer current, AskForRestriction ask, EndRestriction end, NavigationManager navigation)
{
    private static readonly Choice<RestrictionGround?>[] Grounds = [.. Enum.GetValues<RestrictionGround>().Select(ground => new Choice<RestrictionGround?>(ground, PrivacyWords.Of(ground)))];

    private Restriction? _standing;
    private string? _refusal;
    private string? _groundError;
    private string? _becauseError;
    private Guid? _ended;
    private bool _read;
    private bool _asking;
    private bool _busy;

    private RestrictionGround? Ground { get; set; }

    private string? Because { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _standing = await end.FindAsync((await current.RequireAsync()).Customer, CancellationToken.None);
        _read = true;
    }

    private async Task AskAsync()
    {
        _refusal = null;
        _becauseError = (Because?.Trim().Length ?? 0) < 10 ? "Say why, in at least 10 letters" : null;
        _groundError = Ground is null ? "Choose one of these: the law names no other" : null;
        if ((_becauseError ?? _groundError) is not null) return;

        _busy = true;
        try
        {
            var answer = await ask.RunAsync((await current.RequireAsync()).Customer, Ground!.Value, Because!, CancellationToken.None);
            if (answer.Request is { } id)
            {
                navigation.NavigateTo(Urls.PrivacyRequest(id));
                return;
            }

            _refusal = answer.Refusal switch
            {
                RestrictionRefusal.Already => "Your data is paused already. Load the page again to see since when",
                RestrictionRefusal.AccountClosed => "Your account is being erased, so there is nothing to pause",
                RestrictionRefusal.NeedsWords or RestrictionRefusal.NeedsCase or null => "Choose which case it is and say why, in at least 10 letters. Nothing was paused",
            };
        }
        catch (StorageUnavailableException)
        {
            _refusal = "It could not be saved, so nothing is paused. What you wrote is kept here. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task EndAsync()
    {
        _busy = true;
        try
        {
            var ended = await end.RunAsync((await current.RequireAsync()).Customer, CancellationToken.None);
            (_asking, _ended, _standing) = (false, ended ? _standing?.RequestId : null, null);
        }
        catch (StorageUnavailableException)
        {
            (_asking, _refusal) = (false, "It could not be saved, so your data is still paused. Try again in a minute");
        }
        finally
        {
            _busy = false;
        }
    }
}
