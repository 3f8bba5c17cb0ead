using SmsViro.Core.Auditing;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Writes a note on a request, sealed; she reads it in her copy, so it says nothing she may not read.</summary>
public sealed class NoteOnRequest(RequestDesk desk, TimeProvider clock)
{
    public const int Longest = 2_000;

    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, string text, CancellationToken cancel)
    {
        if (text.Trim().Length is 0 or > Longest) return DeskRefusal.NeedsWords;

        var now = clock.GetUtcNow();
        var row = Guid.CreateVersion7(now);
        var closed = await desk.SealAsync(id, RequestFields.Note, row, text, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.NotedOnRequest,
                Change = (db, request, staff) => db.RequestNotes.Add(new RequestNote { Id = row, RequestId = id, UserId = request.UserId, Author = staff.UserId, At = now, Text = closed }),
            },
            cancel);
    }
}
