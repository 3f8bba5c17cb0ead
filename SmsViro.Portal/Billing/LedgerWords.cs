using SmsViro.Core.Billing;

namespace SmsViro.Portal.Billing;

internal static class LedgerWords
{
    public static string Of(TransferKind kind) => kind switch
    {
        TransferKind.TopUp => "Credit added",
        TransferKind.WelcomeCredit => "Welcome credit",
        TransferKind.Hold => "Held",
        TransferKind.Post => "Messages charged",
        TransferKind.Void => "Returned",
        TransferKind.Refund => "Refund: not delivered",
        TransferKind.Reversal => "Payment taken back",
        TransferKind.PaidBack => "Paid back: account erased",
        TransferKind.GivenUp => "Given up: account erased",
        TransferKind.Lapsed => "Welcome credit ended: account erased",
    };
}
