using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>Why nothing was written about a breach.</summary>
public enum BreachRefusal
{
    /// <summary>The person is no member of staff.</summary>
    NotStaff = 1,

    /// <summary>A title of 3 to 200 characters.</summary>
    NoTitle,

    /// <summary>What happened, in 10 to 8,000 characters.</summary>
    NoFacts,

    /// <summary>A time that lies in the future, or a notice before the breach was found.</summary>
    WrongTime,

    /// <summary>No category of the register is chosen.</summary>
    NoCategory,

    /// <summary>An account that is not there.</summary>
    NoSuchAccount,

    /// <summary>Telling people or not telling them needs its reason, in 10 to 8,000 characters.</summary>
    NoReason,

    /// <summary>What got out in the clear is not spared the notice as unreadable (Article 34(3)(a)).</summary>
    NotSealed,

    /// <summary>Closing it needs a conclusion of 10 to 8,000 characters.</summary>
    NoConclusion,

    /// <summary>A breach is closed when its notices went, its effects and measures are written and people are told or not.</summary>
    NotDone,

    /// <summary>There is no such breach, or it is closed.</summary>
    NotOpen,
}

/// <summary>The breach that was logged, or why none was.</summary>
public readonly record struct BreachAnswer(Guid? Breach, BreachRefusal? Refusal);

/// <summary>Writes a breach down as soon as somebody knows of it: from then on its clocks are watched.</summary>
public sealed class LogBreach(WriteQueue writes, Vault vault, AuditTrail trail, DataMap map, Signals signals, TimeProvider clock)
{
    public const int LongestTitle = 200;
    public const int LongestWords = 8_000;

    public async Task<BreachAnswer> RunAsync(UserId staff, string title, string facts, DateTimeOffset foundAt, IReadOnlyCollection<string> categories, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (title.Trim().Length is < 3 or > LongestTitle) return new(null, BreachRefusal.NoTitle);
        if (!AreWords(facts)) return new(null, BreachRefusal.NoFacts);
        if (foundAt > now) return new(null, BreachRefusal.WrongTime);
        if (!AreOurs(map, categories)) return new(null, BreachRefusal.NoCategory);

        var id = Guid.CreateVersion7(now);
        var box = await vault.OpenAsync(Scope.Breach(id), cancel);
        var breach = new Breach
        {
            Id = id,
            Title = box.Seal(BreachFields.Title, id, title.Trim()),
            Facts = box.Seal(BreachFields.Facts, id, facts.Trim()),
            FoundAt = foundAt,
            Categories = string.Join(' ', categories),
            ConcernsCustomers = ConcernCustomers(map, categories),
            LoggedBy = staff,
            LoggedAt = now,
        };
        var entry = await trail.DraftAsync(staff, default, AuditDeed.LoggedBreach, concerning: id, cancel: cancel);
        var refusal = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is not { } role) return BreachRefusal.NotStaff;

                db.Breaches.Add(breach);
                AuditTrail.Append(db, entry, role);
                return (BreachRefusal?)null;
            },
            answer => answer is null,
            cancel);
        if (refusal is null) signals.Raise(BreachBoard.Topic);
        return new(refusal is null ? id : null, refusal);
    }

    internal static bool AreWords(string? words) => words?.Trim().Length is >= 10 and <= LongestWords;

    internal static bool AreOurs(DataMap map, IReadOnlyCollection<string> categories) =>
        categories.Count > 0 && categories.All(id => map.Columns.Any(column => column.Category?.Id == id));

    /// <summary>True when the kinds hold what our customers decide about: the people they write to, and what they say to them.</summary>
    internal static bool ConcernCustomers(DataMap map, IReadOnlyCollection<string> categories) =>
        categories.Contains(Category.MessageContent.Id) || map.Columns.Any(column => column.RecipientErasure is not null && categories.Contains(column.Category!.Id));
}
