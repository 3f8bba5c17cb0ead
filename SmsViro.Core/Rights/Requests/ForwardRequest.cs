using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Letters;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Passes a request on to the company that decides about the data, where we only process it (Article 28(3)(e)), and tells her which.</summary>
public sealed class ForwardRequest(RequestDesk desk, LetterWriter letters)
{
    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, string controller, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(controller)) return DeskRefusal.NeedsWords;

        var closed = await desk.SealAsync(id, RequestFields.Answer, id, controller, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.Forward,
                Deed = AuditDeed.AnsweredRequest,
                Step = RequestStep.Forwarded,
                Change = (_, request, _) => request.Answer = closed,
                Letter = async request => await letters.DraftAsync(request, LetterKind.Forwarded, request.DueOn, facts => facts with { Words = controller.Trim() }, cancel),
            },
            cancel);
    }
}
