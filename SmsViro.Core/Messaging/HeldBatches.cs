using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>
/// Batches of an account whose data may only be kept: still queued and still hers to cancel, but due at no time to come until they are released.
/// A participant in the act that restricts or lifts, so that no link takes a message after it.
/// </summary>
internal static class HeldBatches
{
    // Beyond every real due time, and small enough that the sum is still a time her copy can show: what is taken off again is the due time as it was.
    private const long Never = 1L << 61;

    public static int Hold(PortalDbContext db, AccountId account) =>
        db.MessageBatches.Where(batch => batch.AccountId == account && (batch.State == BatchState.Queued || batch.State == BatchState.Accepting) && batch.Due < Never)
            .ExecuteUpdate(set => set.SetProperty(batch => batch.Due, batch => batch.Due + Never));

    public static int Release(PortalDbContext db, AccountId account) =>
        db.MessageBatches.Where(batch => batch.AccountId == account && batch.Due >= Never)
            .ExecuteUpdate(set => set.SetProperty(batch => batch.Due, batch => batch.Due - Never));
}
