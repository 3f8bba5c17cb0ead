using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Letters;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Asks who the sender is, where there is reasonable doubt (Article 12(6)). She is asked once, at once, and reminded; without an answer the request lapses by letter.</summary>
public sealed class AskIdentity(RequestDesk desk, LetterWriter letters, RightsOptions options, TimeProvider clock)
{
    /// <summary>Days from the question to the end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(28);

    /// <param name="grant">Whose request staff may act on.</param>
    /// <param name="id">The request.</param>
    /// <param name="doubt">Why there is doubt; she reads it.</param>
    /// <param name="cancel">Honoured until the act begins.</param>
    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, string doubt, CancellationToken cancel)
    {
        if (doubt.Trim().Length < RequestDesk.ShortestWords) return DeskRefusal.NeedsWords;

        var now = clock.GetUtcNow();
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Act = RequestAct.AskIdentity,
                Deed = AuditDeed.MovedRequest,
                Step = RequestStep.IdentityAsked,
                Change = (_, request, _) => request.IdentityAskedAt ??= now,
                Letter = async request => await letters.DraftAsync(
                    request, LetterKind.IdentityAsked, request.DueOn, facts => facts with { Words = doubt.Trim(), Until = StatutoryClock.DayAt(now + Patience, options.SeatZone) }, cancel),
            },
            cancel);
    }
}
