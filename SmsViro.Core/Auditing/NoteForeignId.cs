using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Auditing;

/// <summary>Records that a customer asked for an id that is not hers. The page answers as for an id nobody has.</summary>
public sealed class NoteForeignId(AuditTrail trail)
{
    public async Task RunAsync(Customer customer, Guid id, CancellationToken cancel)
    {
        // About the asker alone: the owner of the id must not be named in a stranger's entry, nor the stranger in hers.
        var draft = await trail.DraftAsync(customer.User, customer.User, AuditDeed.TriedForeignId, concerning: id, cancel: cancel);
        await trail.AppendAsync(draft, PortalRole.Customer, cancel);
    }
}
