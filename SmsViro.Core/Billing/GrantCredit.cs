using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Billing;

/// <summary>Gives an account credit: its welcome, once, or a payment that arrived. The same deed twice gives it once.</summary>
public sealed class GrantCredit(WriteQueue writes, Signals signals, PriceList prices, TimeProvider clock)
{
    /// <summary>Enough for the first fifty messages at home.</summary>
    private const decimal Welcome = 2.00m;

    /// <summary>The welcome credit; its deed is the account's own id, so confirming twice gives it once.</summary>
    public Task WelcomeAsync(AccountId account, CancellationToken cancel) =>
        GiveAsync(account, account.Value, Money.Of(Welcome, prices.Currency), TransferKind.WelcomeCredit, cancel);

    /// <summary>A payment that arrived, by the payment's own id.</summary>
    public Task PaidAsync(AccountId account, Guid payment, Money amount, CancellationToken cancel) =>
        GiveAsync(account, payment, amount, TransferKind.TopUp, cancel);

    private async Task GiveAsync(AccountId account, Guid deed, Money amount, TransferKind kind, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(amount.Micros, 0);
        var at = clock.GetUtcNow();
        await writes.RunRawAsync(
            connection =>
            {
                Ledger.TopUp(connection, account, deed, amount, kind, at);
                return true;
            },
            cancel: cancel);
        signals.Raise(BillingTopics.Purse(account));
    }
}

/// <summary>What billing raises when a purse changes.</summary>
public static class BillingTopics
{
    public static string Purse(AccountId account) => $"purse/{account}";
}
