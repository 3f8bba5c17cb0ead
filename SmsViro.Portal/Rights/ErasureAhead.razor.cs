using Microsoft.AspNetCore.Components;
using SmsViro.Core.Billing;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Rights;

/// <summary>An erasure that was asked for and has not begun: who begins it, when, and what becomes of the money.</summary>
public sealed partial class ErasureAhead(BillingOverview billing, TimeProvider clock)
{
    private Leftover? _left;

    [Parameter, EditorRequired]
    public RequestView Of { get; set; } = null!;

    [CascadingParameter]
    public ReaderZone? Reader { get; set; }

    private string Begins => BeginsOf(Of, Reader ?? ReaderZone.London, clock.GetUtcNow());

    internal static string BeginsOf(RequestView erasure, ReaderZone reader, DateTimeOffset now) => erasure switch
    {
        { BeginsByItself: true } => "It begins by itself within the hour. Until then you can withdraw it.",
        { Request: { State: RequestState.CoolingOff, GraceUntil: { } until } } =>
            $"It waits until {TimeText.Of(until, reader, now, TimeStyle.Full)}, in case you think again. {(erasure.Request.Balance is BalanceChoice.PayBack ? "Then our staff pay back your money and begin it." : "Then it begins by itself, unless our staff have something to decide.")}",
        { Request.State: RequestState.Review or RequestState.Responding } => "Our staff are writing you their answer. Nothing is erased before you have it.",
        { Request.Balance: BalanceChoice.PayBack } => "Our staff pay back your money and then begin it. Until then you can withdraw it.",
        { Request.Channel: not RequestChannel.Portal } => "Our staff read what you wrote, and answer it or begin the erasure. Until then you can withdraw it.",
        _ => "Our staff look at it and begin it. Until then you can withdraw it.",
    };

    private string Money => Of.Request.Balance switch
    {
        BalanceChoice.PayBack => "It is paid back the way it came before anything is erased.",
        BalanceChoice.GiveUp => "You gave it up; that is booked when it begins.",
        BalanceChoice.None => "Nothing is erased before you said whether it is paid back or given up.",
    };

    protected override async Task OnParametersSetAsync() => _left ??= await billing.LeftAsync(Of.Request.AccountId, CancellationToken.None);
}
