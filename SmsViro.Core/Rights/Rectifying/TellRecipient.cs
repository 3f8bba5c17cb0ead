using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Rectifying;

/// <summary>Staff record that a recipient was told, and how; or why that was impossible (Article 19). Once the key of an erased request is gone, only that and when.</summary>
public sealed class TellRecipient(RequestDesk desk, TimeProvider clock)
{
    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, Guid task, string how, CancellationToken cancel)
    {
        if (how.Trim().Length < RequestDesk.ShortestWords) return DeskRefusal.NeedsWords;

        var now = clock.GetUtcNow();
        var closed = await desk.SealIfOpenAsync(id, RequestFields.ToldHow, task, how, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.ToldRecipient,
                Step = RequestStep.RecipientTold,
                Unless = (db, _) => db.RecipientTasks.Any(row => row.Id == task && row.RequestId == id && row.ToldAt == null) ? null : DeskRefusal.NotNow,
                Change = (db, _, _) =>
                {
                    var open = db.RecipientTasks.Single(row => row.Id == task);
                    (open.ToldAt, open.How) = (now, closed);
                },
            },
            cancel);
    }
}
