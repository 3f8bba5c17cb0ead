using SmsViro.Core.Auditing;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Staff accept that a request that came by e-mail, telephone or letter is hers.</summary>
public sealed class OpenRequest(RequestDesk desk)
{
    public Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, CancellationToken cancel) =>
        desk.RunAsync(grant, id, new DeskAct { Act = RequestAct.Open, Deed = AuditDeed.MovedRequest, Step = RequestStep.Opened }, cancel);
}
