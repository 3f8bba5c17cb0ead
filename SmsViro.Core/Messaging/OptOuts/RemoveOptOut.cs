using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.OptOuts;

/// <summary>Takes back what was added by hand. What a person asked for herself is hers to undo: false for those, for another customer's and for one that is not there.</summary>
public sealed class RemoveOptOut(WriteQueue writes, Signals signals)
{
    public async Task<bool> RunAsync(Customer customer, Guid optOut, CancellationToken cancel)
    {
        var removed = await writes.RunAsync(
            db =>
            {
                if (db.OptOuts.SingleOrDefault(found => found.Id == optOut && found.AccountId == customer.Account && found.How == OptOutHow.ByHand) is not { } found) return false;

                db.OptOuts.Remove(found);
                return true;
            },
            cancel: cancel);
        if (removed) OptOutRows.Tell(signals, customer.Account);
        return removed;
    }
}
