using SmsViro.Core.Auditing;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Requests;

/// <summary>Writes a note on a request, sealed; she reads it in her copy, so it says nothing she may not read.</summary>
public sealed class NoteOnRequest(RequestDesk desk, TimeProvider clock)
{
    public const int Longest = 2_000;

    public async Task<DeskRefusal?> RunAsync(AccessGrant grant, Guid id, string text, CancellationToken cancel)
    {
        if (text.Trim().Length is 0 or > Longest) return DeskRefusal.NeedsWords;

        var note = await WriteAsync(desk, id, text, clock.GetUtcNow(), cancel);
        return await desk.RunAsync(grant, id, new DeskAct { Deed = AuditDeed.NotedOnRequest, Change = (db, request, staff) => db.RequestNotes.Add(note(request, staff)) }, cancel);
    }

    /// <summary>Seals a note before an act, which stores it as its own.</summary>
    internal static async Task<Func<PrivacyRequest, PortalUser, RequestNote>> WriteAsync(RequestDesk desk, Guid id, string text, DateTimeOffset now, CancellationToken cancel)
    {
        var row = Guid.CreateVersion7(now);
        var closed = await desk.SealAsync(id, RequestFields.Note, row, text, cancel);
        return (request, staff) => new RequestNote { Id = row, RequestId = id, UserId = request.UserId, Author = staff.UserId, At = now, Text = closed };
    }
}
