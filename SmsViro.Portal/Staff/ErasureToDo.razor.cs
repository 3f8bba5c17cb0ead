using Microsoft.AspNetCore.Components;
using SmsViro.Core.Billing;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Portal.Staff;

/// <summary>An erasure that has not begun, for whoever begins it: what is to be done with the money, and what a hold keeps.</summary>
public sealed partial class ErasureToDo
{
    [Parameter, EditorRequired]
    public PrivacyRequest Of { get; set; } = null!;

    /// <summary>What is left to spend; null while it is being read.</summary>
    [Parameter, EditorRequired]
    public Leftover? Left { get; set; }

    /// <summary>The holds on its sender.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<HoldLine> Holds { get; set; } = [];

    private string Paid(string money) => Of.Balance switch
    {
        BalanceChoice.PayBack => $"{money} that the customer paid is left, and is to be paid back: pay it the way it came, before you erase. The last step asks whether you did.",
        BalanceChoice.GiveUp => $"{money} that the customer paid is left, and was given up. It is booked when the erasure begins; nothing is to be paid.",
        BalanceChoice.None => $"{money} that the customer paid is left, and nothing says what becomes of it. Ask first: the last step wants the answer, and nothing is erased without it.",
    };
}
