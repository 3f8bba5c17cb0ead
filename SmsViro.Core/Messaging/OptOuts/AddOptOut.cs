using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.OptOuts;

/// <summary>Why a number was not added to the opt-outs.</summary>
public enum OptOutRefusal
{
    /// <summary>No phone could ever have this number.</summary>
    NotANumber = 1,

    /// <summary>It is there already.</summary>
    Already,

    /// <summary>The account is being erased.</summary>
    AccountClosing,
}

/// <summary>Adds a number by hand, such as of somebody who asked on the telephone; null when it was added.</summary>
public sealed class AddOptOut(WriteQueue writes, Vault vault, Signals signals, TimeProvider clock)
{
    public async Task<OptOutRefusal?> RunAsync(Customer customer, string typed, CancellationToken cancel)
    {
        if (!PhoneNumber.TryParse(typed, CheckedMessage.Home, out var number)) return OptOutRefusal.NotANumber;

        OptOut row;
        try
        {
            row = await OptOutRows.MakeAsync(vault, customer.Account, number, OptOutHow.ByHand, clock.GetUtcNow(), cancel);
        }
        catch (ScopeShreddedException)
        {
            return OptOutRefusal.AccountClosing;
        }

        var refusal = await writes.RunAsync<OptOutRefusal?>(
            db => !db.IsLiving(customer.Account) ? OptOutRefusal.AccountClosing : OptOutRows.Add(db, row) ? null : OptOutRefusal.Already, cancel: cancel);
        if (refusal is null) OptOutRows.Tell(signals, customer.Account);
        return refusal;
    }
}
