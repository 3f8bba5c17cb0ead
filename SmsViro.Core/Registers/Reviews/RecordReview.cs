using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Reviews;

/// <summary>Why no review was recorded.</summary>
public enum ReviewRefusal
{
    /// <summary>The person is no member of staff.</summary>
    NotStaff = 1,

    /// <summary>What came of it is said in 10 to 2,000 characters: a tick proves nothing.</summary>
    NoNote,
}

/// <summary>A member of staff signs that she made a review, and says what came of it.</summary>
public sealed class RecordReview(WriteQueue writes, Vault vault, AuditTrail trail, Signals signals, TimeProvider clock)
{
    public async Task<ReviewRefusal?> RunAsync(UserId staff, ReviewKind kind, string note, CancellationToken cancel)
    {
        if (note.Trim().Length is < Review.ShortestNote or > Review.LongestNote) return ReviewRefusal.NoNote;

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var words = (await vault.OpenAsync(Scope.SystemReviews, cancel)).Seal(Review.NoteField, id, note.Trim());
        var entry = await trail.DraftAsync(staff, staff, AuditDeed.RecordedReview, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not { } role) return ReviewRefusal.NotStaff;

                db.Reviews.Add(new Review { Id = id, Kind = kind, DoneBy = staff, DoneAt = now, Note = words });
                AuditTrail.Append(db, entry, role);
                return (ReviewRefusal?)null;
            },
            answer => answer is null,
            cancel);
        if (refusal is null) signals.Raise(ReviewCalendar.Topic);
        return refusal;
    }
}
