using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Holds;

/// <summary>What shall stay: a category of a person's data, or the one entry of a table that an export calls so.</summary>
/// <param name="Category">The id of a category; null for one entry.</param>
/// <param name="Table">The declaring table's name, for one entry.</param>
/// <param name="Reference">A value by which the entry's owner would know it: a message's reference, a request's number.</param>
public sealed record HoldTarget(string? Category, string? Table = null, string? Reference = null);

/// <summary>Why no hold was placed.</summary>
public enum HoldRefusal
{
    /// <summary>A reason of 5 to 500 characters is needed.</summary>
    NoReason = 1,

    /// <summary>Nobody chose the ground.</summary>
    NoGround,

    /// <summary>The day of review is not said, past, or more than a year away.</summary>
    ReviewTooFar,

    /// <summary>There is no such category or entry of hers.</summary>
    NothingThere,

    /// <summary>The account is being erased or is erased already.</summary>
    TooLate,

    /// <summary>The person is no member of staff any more.</summary>
    NotStaff,

    /// <summary>Whoever placed it, or asked for its end, is not the second person.</summary>
    SamePerson,
}

/// <summary>The hold that was placed; or everything that kept it from being.</summary>
public readonly record struct HoldAnswer(Guid? Hold, IReadOnlyList<HoldRefusal> Faults);

/// <summary>Staff keep one item of a person's from erasure and retention, for a stated reason and until a day of review; the person sees that there is a hold. It keeps at once, and a second person confirms it within a week.</summary>
public sealed class PlaceHold(WriteQueue writes, FindEntry find, DataMap map, Vault vault, AuditTrail trail, TimeProvider clock)
{
    private const int ShortestReason = 5;
    private const int LongestReason = 500;

    public async Task<HoldAnswer> RunAsync(AccessGrant grant, HoldTarget target, HoldGround? named, string reason, DateOnly? review, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        grant.Require(grant.Subject.User, now);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var row = target.Table is null ? null : await RowAsync(grant.Subject, target, cancel);
        var isThere = target.Category is null ? row is not null : map.Columns.Any(column => column.Category?.Id == target.Category);
        List<HoldRefusal> faults = [];
        if (!isThere) faults.Add(HoldRefusal.NothingThere);
        if (named is null) faults.Add(HoldRefusal.NoGround);
        if (review is null || review <= today || review > today.AddYears(1)) faults.Add(HoldRefusal.ReviewTooFar);
        if (!IsReason(reason)) faults.Add(HoldRefusal.NoReason);
        if (faults.Count > 0 || named is not { } ground || review is not { } reviewOn) return new HoldAnswer(null, faults);

        var id = Guid.CreateVersion7(now);
        var sealedReason = (await vault.OpenAsync(Scope.Hold(id), cancel)).Seal(HoldMapping.Reason, id, reason.Trim());
        var entry = await trail.DraftAsync(grant.Staff, grant.Subject.User, AuditDeed.PlacedHold, reason, id, cancel);
        var hold = new Hold
        {
            Id = id,
            UserId = grant.Subject.User,
            AccountId = grant.Subject.Account,
            Category = target.Category,
            Table = row is null ? null : target.Table,
            Row = row,
            Ground = ground,
            Reason = sealedReason,
            PlacedAt = now,
            PlacedBy = grant.Staff,
            ReviewOn = reviewOn,
        };
        return await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, grant.Staff) is not { } role) return new HoldAnswer(null, [HoldRefusal.NotStaff]);
                if (!db.Users.Any(user => user.Id == grant.Subject.User.Value && user.State == AccountState.Active)) return new HoldAnswer(null, [HoldRefusal.TooLate]);

                db.Holds.Add(hold);
                AuditTrail.Append(db, entry, role);
                return new HoldAnswer(id, []);
            },
            answer => answer.Faults.Count == 0,
            cancel);
    }

    /// <summary>Whatever is done about a hold is done for a reason that the trail keeps.</summary>
    internal static bool IsReason(string reason) => reason.Trim().Length is >= ShortestReason and <= LongestReason;

    private async Task<string?> RowAsync(DataSubject subject, HoldTarget target, CancellationToken cancel) =>
        (await find.RunAsync(subject, map.Tables.Where(table => table.HasSubject && table.Table.Name == target.Table), target.Reference ?? "", cancel))?.Row;
}
