using SmsViro.Core.Auditing;

namespace SmsViro.Core.Rights.Requests;

/// <summary>A member of staff takes a request; whoever had it before has it no longer.</summary>
public sealed class AssignRequest(RequestDesk desk)
{
    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;
        if (found.HasEnded) return DeskRefusal.NotNow;

        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                // One that waits or runs by itself keeps its state and gets somebody to look after it. An erasure that is taken begins by itself no more.
                Act = found.State is RequestState.Open ? RequestAct.Assign : null,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.Assigned,
                Unless = (_, request) => request.State != found.State ? DeskRefusal.NotNow : null,
                Change = (_, request, staff) => request.AssignedTo = staff.UserId,
            },
            cancel);
    }
}
