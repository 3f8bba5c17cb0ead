using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Copies;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Begins the copy that was asked for by e-mail, telephone or letter, or the archive to take elsewhere; she fetches it from her privacy centre.</summary>
public sealed class StartCopy(RequestDesk desk, JobQueue jobs, TimeProvider clock)
{
    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var refusal = await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.StartCopy,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.CopyStarted,
                Unless = (_, request) => request.Kind is RequestKind.Copy or RequestKind.Portability ? null : DeskRefusal.NotNow,
                Change = (db, request, _) =>
                {
                    var content = request.Kind is RequestKind.Portability ? CopyContent.PortableArchive : CopyContent.Paper;
                    db.CopyFiles.Add(new CopyFile { Id = id, UserId = request.UserId, AccountId = request.AccountId, Content = content, AskedAt = now, HeldUntil = CopyHold.Until(db, request.UserId, now) });
                    JobQueue.Add<AssembleCopy>(db, id, now);
                },
            },
            cancel);
        if (refusal is null) jobs.Wake();
        return refusal;
    }
}
