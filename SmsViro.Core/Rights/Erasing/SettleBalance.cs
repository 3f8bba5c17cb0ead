using SmsViro.Core.Billing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>What becomes of what is left to spend when its account is erased; the numbers are stored.</summary>
public enum BalanceChoice
{
    /// <summary>There was nothing to decide.</summary>
    None = 0,

    /// <summary>Staff pay back what was paid, the way it came, before they begin: afterwards nothing links the money to a person.</summary>
    PayBack = 1,

    /// <summary>Its owner gives it up.</summary>
    GiveUp = 2,
}

/// <summary>Books what is left of an account's balance as its owner chose. Messages called off have given their holds back by then. Done again, it moves nothing.</summary>
public sealed class SettleBalance(WriteQueue writes, TimeProvider clock)
{
    /// <summary>What was booked; null when nothing was left.</summary>
    public Task<Settlement?> RunAsync(PrivacyRequest request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return writes.RunRawAsync(connection => Ledger.CloseOut(connection, request.AccountId, request.Id, isPaidBack: request.Balance is BalanceChoice.PayBack, now), cancel: cancel);
    }
}
