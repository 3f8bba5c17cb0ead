using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>What staff do with a breach, in a test.</summary>
internal static class BreachDesk
{
    /// <summary>Changes it as somebody does who just opened it; one that is not there is refused all the same.</summary>
    public static async Task<IReadOnlyList<BreachFault>> UpdateBreachAsync(this TestStore store, UserId staff, Guid id, BreachChange change, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await store.Get<UpdateBreach>().RunAsync(staff, id, (await db.Set<Breach>().FindAsync([id], cancel))?.Facts ?? default, change, cancel);
    }
}
