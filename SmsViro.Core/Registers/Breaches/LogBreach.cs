using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Breaches;

/// <summary>The breach that was logged; or everything that kept it from being.</summary>
public sealed record BreachAnswer(Guid? Breach, IReadOnlyList<BreachFault> Faults);

/// <summary>Writes a breach down as soon as somebody knows of it: from then on its clocks are watched.</summary>
public sealed class LogBreach(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, AuditTrail trail, DataMap map, Signals signals, TimeProvider clock)
{
    public const int LongestTitle = 200;
    public const int LongestWords = 8_000;

    /// <param name="staff">Who writes it down.</param>
    /// <param name="title">3 to 200 characters.</param>
    /// <param name="facts">What happened, in 10 to 8,000 characters.</param>
    /// <param name="found">When somebody of ours knew; null where nobody said.</param>
    /// <param name="categories">The ids of the kinds of data it touched, at least one.</param>
    /// <param name="cancel">Gives up before anything is written.</param>
    public async Task<BreachAnswer> RunAsync(UserId staff, string title, string facts, DateTimeOffset? found, IReadOnlyCollection<string> categories, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return new(null, [new(BreachPart.Whole, BreachRefusal.NotStaff)]);

        var faults = new List<BreachFault>();
        if (title.Trim().Length is < 3 or > LongestTitle) faults.Add(new(BreachPart.Title, BreachRefusal.NoTitle));
        if (found is null || found > now) faults.Add(new(BreachPart.Found, BreachRefusal.NoFinding));
        if (!AreWords(facts)) faults.Add(new(BreachPart.Facts, BreachRefusal.NoFacts));
        if (!AreOurs(map, categories)) faults.Add(new(BreachPart.Kinds, BreachRefusal.NoCategory));
        if (found is not { } foundAt || faults.Count > 0) return new(null, faults);

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
        return refusal is { } why ? new(null, [new(BreachPart.Whole, why)]) : new(id, []);
    }

    internal static bool AreWords(string? words) => words?.Trim().Length is >= 10 and <= LongestWords;

    internal static bool AreOurs(DataMap map, IReadOnlyCollection<string> categories) =>
        categories.Count > 0 && categories.All(id => map.Columns.Any(column => column.Category?.Id == id));

    /// <summary>True when the kinds hold what our customers decide about: the people they write to, and what they say to them.</summary>
    internal static bool ConcernCustomers(DataMap map, IReadOnlyCollection<string> categories) =>
        categories.Contains(Category.MessageContent.Id) || map.Columns.Any(column => column.RecipientErasure is not null && categories.Contains(column.Category!.Id));
}
