using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Writes down a request that did not come through the portal.</summary>
public sealed partial class LogRequestPage(CurrentCustomer current, OpenDoor door, LogRequest log, RightsOptions options, NavigationManager navigation, TimeProvider clock)
{
    private const string NoOriginal = "Write what was received, word for word, in at least 10 letters";
    private const string Reason = "To log a privacy request that reached us outside the portal";

    private static readonly RequestKind[] Kinds =
    [
        RequestKind.Copy, RequestKind.Portability, RequestKind.Rectification, RequestKind.Erasure, RequestKind.Restriction, RequestKind.Objection, RequestKind.Complaint, RequestKind.DecisionReview,
    ];
    private static readonly RequestChannel[] Channels = [RequestChannel.Mail, RequestChannel.Telephone, RequestChannel.Paper];

    private string? _error;
    private string? _receivedError;
    private string? _originalError;
    private string? _caseError;
    private string? _lateError;
    private string? _account;
    private bool _busy;

    [Parameter]
    public Guid Id { get; set; }

    private RequestKind Kind { get; set; } = RequestKind.Copy;

    private RequestChannel Channel { get; set; } = RequestChannel.Mail;

    private RestrictionGround? Ground { get; set; }

    private LegitimateUse? Use { get; set; }

    private string? Received { get; set; }

    private string? Original { get; set; }

    private string? Late { get; set; }

    private string? Due => ReachedAt is { } at ? DueWords.By(StatutoryClock.For(at, options.SeatZone, options.Jurisdiction)) : null;

    private DateTimeOffset? ReachedAt => SeatTime.TryParse(Received, options, out var at) ? at : null;

    protected override async Task OnInitializedAsync()
    {
        Received = SeatTime.Of(clock.GetUtcNow(), options);
        _account = await door.AtAsync((await current.RequireAsync()).Customer.User, new UserId(Id), CancellationToken.None) is { } account ? AccountNumber.Of(account) : null;
    }

    private async Task LogAsync()
    {
        (_error, _receivedError, _originalError, _lateError, _caseError) = (null, null, null, null, null);
        if (ReachedAt is not { } reached)
        {
            _receivedError = "Say the day and the time it reached us";
            return;
        }

        if (string.IsNullOrWhiteSpace(Original)) _originalError = NoOriginal;

        _busy = true;
        try
        {
            var staff = (await current.RequireAsync()).Customer.User;
            var opened = await door.ReturnAsync(staff, new UserId(Id), AuditDeed.OpenedToLog, Reason, null, CancellationToken.None);
            if (opened.Grant is not { } grant)
            {
                _error = StaffWords.For(opened.Refusal);
                if (_error is null) navigation.NotFound();
                return;
            }

            var received = new LoggedRequest(Kind, Channel, reached, Original ?? "")
            {
                LateBecause = Late,
                Ground = Kind is RequestKind.Restriction ? Ground : null,
                Use = Kind is RequestKind.Objection ? Use : null,
            };
            Show(await log.RunAsync(grant, received, CancellationToken.None));
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so nothing was logged. What you wrote is kept here. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }

    private void Show(OpenedRequest<LogRefusal> answer)
    {
        switch (answer.Refusal)
        {
            case null:
                navigation.NavigateTo(Urls.StaffRequest(answer.Request!.Value));
                break;
            case LogRefusal.InTheFuture:
                _receivedError = "It cannot have reached us after now";
                break;
            case LogRefusal.NeedsReason:
                _lateError = "It reached us more than a day ago: say why it is logged only now";
                break;
            case LogRefusal.NeedsText:
                _originalError = NoOriginal;
                break;
            case LogRefusal.NeedsCase:
                _caseError = Kind is RequestKind.Restriction ? "Choose which case it is" : "Choose what it objects to";
                break;
            case LogRefusal.AccountClosed:
                _error = "The account is being erased or is gone, so nothing can be logged on it";
                break;
            case LogRefusal.NotStaff:
                _error = "Your role has changed, so nothing was logged";
                break;
        }
    }
}
