using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>One request at the desk: its clock, what each store answered, and the button that carries an erasure out.</summary>
public sealed partial class RequestDeskPage(
    CurrentCustomer current, RequestBoard board, ReadRequest read, AnswerRequest answers, OpenDoor door, CarryOutErasure carryOut, BillingOverview billing, HoldBoard holds, Signals signals, Toasts toasts, NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private const string Reason = "To answer this privacy request";

    private AccessGrant? _grant;
    private RequestView? _view;
    private RequestDetails? _details;
    private (string Subject, string Body)? _preview;
    private UserId _me;
    private IReadOnlyList<IDisposable> _listening = [];
    private string? _error;
    private Leftover? _left;
    private IReadOnlyList<HoldLine> _holds = [];
    private bool _paidBack;
    private BalanceChoice _told;
    private bool _asking;
    private bool _busy;

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Set on the way back from the password page: the question is open at once.</summary>
    [SupplyParameterFromQuery]
    public bool Ask { get; set; }

    [CascadingParameter]
    public ReaderZone? Reader { get; set; }

    private bool IsErasure => _view!.Request.Kind is RequestKind.Erasure;

    private bool IsRipe => _view!.Request.IsRipe(clock.GetUtcNow());

    // Whoever wrote it down is not also the one who erases.
    private bool IsOfMine => _view!.Request is { StartedAt: null, LoggedBy: { } logged } && logged == _me;

    private static IReadOnlyList<Choice<BalanceChoice>> ToldChoices =>
    [
        new(BalanceChoice.PayBack, "The customer wants it back", "Pay it the way it came first, and tick that you did"),
        new(BalanceChoice.GiveUp, "The customer gave it up", "Keep a note of how they said so first"),
    ];

    private bool HasMoney => _view!.Request.StartedAt is null && _left is { HasPaid: true };

    private bool MustAsk => HasMoney && _view!.Request.Balance is BalanceChoice.None;

    private bool MustPayBack => HasMoney && (_view!.Request.Balance is BalanceChoice.PayBack || (MustAsk && _told is BalanceChoice.PayBack));

    private bool IsUnsettled => (MustPayBack && !_paidBack) || (MustAsk && _told is BalanceChoice.None);

    private BalanceChoice Settled => MustPayBack ? _paidBack ? BalanceChoice.PayBack : BalanceChoice.None : MustAsk ? _told : BalanceChoice.None;

    private string Why => _view!.Request switch
    {
        { State: RequestState.Erasing } => "It is running. This page follows by itself",
        { State: RequestState.Incomplete } => "It is tried again by itself; you can begin it at once. Nothing erased comes back meanwhile",
        { GraceUntil: { } until } when !IsRipe => $"Possible from {TimeText.Of(until, Reader ?? ReaderZone.London, clock.GetUtcNow(), TimeStyle.Full)}: until then its sender may think again",
        { State: RequestState.Review or RequestState.Responding } => "An answer is written, so nothing is erased unless it is taken back",
        { State: RequestState.ClarificationPending } => "Possible again when the question is answered or taken back",
        { State: RequestState.Received or RequestState.IdentityPending } => "Possible once it is accepted as the customer’s",
        _ when IsOfMine => "You wrote this request down, so a colleague reads it and begins it",
        _ => "We ask for your password first",
    };

    // Looked at twice, once for the first drawing and once for the circuit, would be recorded twice; so only the circuit looks.
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;

        await OpenAsync();
        if (_view is null) return;

        _listening = [.. new[] { JobQueue.Topic(Id), Post.TopicOf(_view.Request.UserId), Post.TopicOf(default) }.Select(topic => signals.Listen(topic, () => _ = InvokeAsync(RefreshAsync)))];
        if (Ask && IsRipe) await AskAsync();
    }

    public void Dispose()
    {
        foreach (var listening in _listening) listening.Dispose();
    }

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private static bool IsClean(StoreAnswer answer) => answer is { Done: true, Left: 0 };

    private static string Said(StoreAnswer answer)
    {
        var removed = answer.Removed.ToString("N0", CultureInfo.InvariantCulture);
        return answer switch
        {
            { Done: false } => "No answer; asked again with the next attempt",
            { Left: > 0 and var left } => $"{removed} removed, {left.ToString("N0", CultureInfo.InvariantCulture)} left over",
            { Retained: > 0 and var kept } => $"{removed} removed or emptied, {kept.ToString("N0", CultureInfo.InvariantCulture)} kept on a ground",
            _ => $"{removed} removed",
        };
    }

    private async Task OpenAsync()
    {
        var staff = (await current.RequireAsync()).Customer.User;
        if (await board.SubjectOfAsync(staff, Id, CancellationToken.None) is not { } subject)
        {
            navigation.NotFound();
            return;
        }

        var answer = await door.ReturnAsync(staff, subject.User, AuditDeed.OpenedRequest, Reason, Id, CancellationToken.None);
        if (answer.Grant is not { } grant)
        {
            _error = StaffWords.For(answer.Refusal);
            if (_error is null) navigation.NotFound();
            return;
        }

        (_grant, _me) = (grant, staff);
        await ReadAsync(grant);

        _left = await billing.LeftAsync(grant.Subject.Account, CancellationToken.None);
    }

    private async Task RefreshAsync()
    {
        // A grant that ran out is asked for again, and recorded again: somebody still looks.
        if (_grant!.Until <= clock.GetUtcNow()) await OpenAsync();
        else await ReadAsync(_grant);
        StateHasChanged();
    }

    private async Task ReadAsync(AccessGrant grant)
    {
        _view = await board.ForStaffAsync(grant, Id, CancellationToken.None);
        _details = await read.RunAsync(grant, Id, CancellationToken.None);
        _holds = _view is { Request.Kind: RequestKind.Erasure } ? [.. (await holds.OfAsync(grant, CancellationToken.None)).Select(one => one.Line)] : [];
        _preview = _view?.Request.State is RequestState.Review or RequestState.Responding ? await answers.PreviewAsync(grant, Id, CancellationToken.None) : null;
    }

    private async Task<AccessGrant?> GrantAsync()
    {
        if (_grant!.Until <= clock.GetUtcNow()) await OpenAsync();
        return _grant.Until > clock.GetUtcNow() ? _grant : null;
    }

    private async Task AskAsync()
    {
        (_error, _paidBack, _told) = (null, false, BalanceChoice.None);
        _asking = await current.ConfirmedAsync($"{Urls.StaffRequest(Id)}?ask=true");
    }

    private async Task CarryOutAsync()
    {
        _busy = true;
        try
        {
            if (_grant!.Until <= clock.GetUtcNow()) await OpenAsync();
            var refusal = await carryOut.RunAsync(await current.RequireAsync(), _grant, Id, Settled, CancellationToken.None);
            _asking = false;
            _error = refusal is null ? null : For(refusal.Value);
            if (refusal is null) toasts.Show(Tone.Good, "The account is closed and the erasure has begun");
            await RefreshAsync();
        }
        catch (StorageUnavailableException)
        {
            (_asking, _error) = (false, "It could not be saved, so nothing was begun. Try again in a minute");
        }
        finally
        {
            _busy = false;
        }
    }

    private static string For(CarryOutRefusal refusal) => refusal switch
    {
        CarryOutRefusal.NotOpen => "The request has ended or is running already. Nothing was begun",
        CarryOutRefusal.StillWaiting => "Its sender may still think again. Nothing was begun",
        CarryOutRefusal.NotConfirmed => "Your password was typed more than 5 minutes ago, so nothing was begun. Choose the button again",
        CarryOutRefusal.NotPaidBack => "Its owner wants the money back. Pay it back, tick that you did, and choose the button again. Nothing was begun",
        CarryOutRefusal.BalanceUndecided => "Money that was paid is left, and nothing says what becomes of it. Ask, choose it, and choose the button again. Nothing was begun",
        CarryOutRefusal.NeedsSecondPerson => "You wrote this request down, so a colleague reads it and begins it. Nothing was begun",
        CarryOutRefusal.NotStaff => "Your role has changed, so nothing was begun",
    };
}
