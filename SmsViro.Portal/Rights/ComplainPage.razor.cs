using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Complaining;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Takes a complaint about us, or what a rule refused and a person is to look at.</summary>
public sealed partial class ComplainPage(CurrentCustomer current, Complain complain, RightsOptions options, NavigationManager navigation, TimeProvider clock)
{
    private static readonly Choice<ComplaintAbout>[] Subjects = [.. Enum.GetValues<ComplaintAbout>().Select(about => new Choice<ComplaintAbout>(about, ComplaintWords.Of(about)))];

    private string? _refusal;
    private string? _wordsError;
    private bool _busy;

    /// <summary>"decision" where she came to have one looked at.</summary>
    [SupplyParameterFromQuery]
    public string? About { get; set; }

    private ComplaintAbout Subject { get; set; } = ComplaintAbout.Handling;

    private string? Words { get; set; }

    private bool IsDecision => Subject is ComplaintAbout.Decision;

    private string Law => RequestWords.Law(IsDecision ? RequestKind.DecisionReview : RequestKind.Complaint, options.Jurisdiction);

    private string Latest => DueWords.By(StatutoryClock.For(clock.GetUtcNow(), options.SeatZone, options.Jurisdiction));

    protected override void OnInitialized() => Subject = About is "decision" ? ComplaintAbout.Decision : ComplaintAbout.Handling;

    private async Task AskAsync()
    {
        _refusal = null;
        _wordsError = (Words?.Trim().Length ?? 0) < 10 ? "Say what happened, in at least 10 letters" : null;
        if (_wordsError is not null) return;

        _busy = true;
        try
        {
            var answer = await complain.RunAsync((await current.RequireAsync()).Customer, Subject, Words!, CancellationToken.None);
            if (answer.Request is { } id)
            {
                navigation.NavigateTo(Urls.PrivacyRequest(id));
                return;
            }

            _refusal = answer.Refusal switch
            {
                ComplaintRefusal.AccountClosed => "Your account is being erased, so write to us instead: the address is in our letters. Nothing was sent",
                ComplaintRefusal.NeedsWords or null => "Say what happened in 10 to 2,000 letters. Nothing was sent",
            };
        }
        catch (StorageUnavailableException)
        {
            _refusal = "It could not be saved, so nothing was sent. What you wrote is kept here. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }
}
