using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Letters;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Joins a request to an earlier one of the same person and kind. The first clock goes on; the later request never had a date of its own to lose.</summary>
public sealed class MergeRequest(RequestDesk desk, LetterWriter letters)
{
    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, Guid earlier, CancellationToken cancel)
    {
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;
        if ((await desk.FindAsync(grant, earlier, cancel)).Found is not { } first || !IsEarlier(first, found)) return DeskRefusal.NotTheSame;

        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.Merge,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.Merged,
                Unless = (db, request) => db.PrivacyRequests.Find(earlier) is { } other && IsEarlier(other, request) ? null : DeskRefusal.NotTheSame,
                Change = (_, request, _) => request.DuplicateOf = earlier,
                Letter = async request => await letters.DraftAsync(request, LetterKind.Merged, first.DueOn, facts => facts with { Other = first.Reference }, cancel),
            },
            cancel);
    }

    private static bool IsEarlier(PrivacyRequest first, PrivacyRequest later) =>
        first.Id != later.Id && first.UserId == later.UserId && first.Kind == later.Kind && !first.HasEnded && first.ReceivedAt <= later.ReceivedAt;
}
