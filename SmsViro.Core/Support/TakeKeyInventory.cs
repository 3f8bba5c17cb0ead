using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Support;

/// <summary>Lets an administrator take the list of keys; that she took it is written before she gets it.</summary>
public sealed class TakeKeyInventory(WriteQueue writes, AuditTrail trail, KeyInventory inventory)
{
    /// <summary>The list, or null for anyone else.</summary>
    public async Task<KeyInventory?> RunAsync(SignedIn person, CancellationToken cancel)
    {
        var entry = await trail.DraftAsync(person.Customer.User, default, AuditDeed.TookKeyInventory, cancel: cancel);
        var allowed = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, person.Customer.User) is not PortalRole.Admin) return false;

                AuditTrail.Append(db, entry, PortalRole.Admin);
                return true;
            },
            keep: wrote => wrote,
            cancel);
        return allowed ? inventory : null;
    }
}
