using SmsViro.Core.Auditing;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Writes a note on a request, sealed; she reads it in her copy, so it says nothing she may not read.</summary>
public sealed class NoteOnRequest(RequestDesk desk, TimeProvider clock)
{
    public const int Longest = 2_000;

    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, string text, CancellationToken cancel)
    {
        if (text.Trim().Length is 0 or > Longest) return DeskRefusal.NeedsWords;

        return await BesideAsync(grant, id, new DeskAct { Deed = AuditDeed.NotedOnRequest }, text, cancel);
    }

    /// <summary>Runs an act that somebody else has to understand, and stores why as a note in the same act.</summary>
    internal async Task<DeskRefusal?> ExplainAsync(AccessGrant grant, Guid id, DeskAct deed, string why, CancellationToken cancel) =>
        why.Trim().Length < RequestDesk.ShortestWords ? DeskRefusal.NeedsWords : await BesideAsync(grant, id, deed, why, cancel);

    private async Task<DeskRefusal?> BesideAsync(AccessGrant grant, Guid id, DeskAct deed, string text, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var row = Guid.CreateVersion7(now);
        var closed = await desk.SealAsync(id, RequestFields.Note, row, text, cancel);
        return await desk.RunAsync(
            grant,
            id,
            deed with
            {
                Change = (db, request, staff) =>
                {
                    deed.Change(db, request, staff);
                    db.RequestNotes.Add(new RequestNote { Id = row, RequestId = id, UserId = request.UserId, Author = staff.UserId, At = now, Text = closed });
                },
            },
            cancel);
    }
}
