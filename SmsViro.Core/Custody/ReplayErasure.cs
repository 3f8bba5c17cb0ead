using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Custody;

/// <summary>
/// Carries a line of the erasure ledger out again on a database that may never have heard of it: (1) close the account (2) destroy the keys (3) erase every
/// store, twice (4) scrub the rows it names (5) empty the log (6) settle what the account left open (7) mark the line as applied. Any of it may be repeated.
/// </summary>
public sealed class ReplayErasure(
    Vault vault,
    IEnumerable<IPersonalDataStore> stores,
    DeclaredTables tables,
    DataMap map,
    WriteQueue writes,
    EmptyLog emptyLog,
    IEnumerable<ReplayPart> parts,
    ErasureMarks marks,
    AuditTrail trail,
    IServiceProvider services)
{
    /// <summary>Runs the line; <paramref name="reached"/> hears each step before it begins.</summary>
    /// <exception cref="CustodyException">A store did not finish.</exception>
    public async Task RunAsync(ErasureLine line, Action<string> reached, CancellationToken cancel)
    {
        var subjects = SubjectsOf(line.Scopes).ToList();

        reached("closing the account");
        foreach (var subject in subjects)
            foreach (var part in parts) await part.BeforeAsync(services, subject, cancel);

        reached("destroying the keys");
        foreach (var scope in line.Scopes) await vault.ShredAsync(scope, line.Request, cancel);

        reached("erasing the rows");
        foreach (var subject in subjects) await EraseAsync(line, subject, cancel);

        reached("scrubbing what it names");
        foreach (var some in line.Rows.Chunk(500))
            await writes.RunAsync(
                db =>
                {
                    foreach (var row in some) NamedRow.Scrub(db, map, row);
                },
                cancel);

        reached("emptying the log");
        await emptyLog.RunAsync(cancel);

        reached("settling what was open");
        foreach (var subject in subjects)
        {
            foreach (var part in parts) await part.AfterAsync(services, subject, line.Request, cancel);
            await trail.AppendAsync(await trail.DraftAsync(default, subject.User, AuditDeed.ErasedAgain, concerning: line.Request, cancel: cancel), PortalRole.Admin, cancel);
        }

        reached("marking it as applied");
        await marks.AppliedAsync(line, cancel);
        reached("done");
    }

    private async Task EraseAsync(ErasureLine line, DataSubject subject, CancellationToken cancel)
    {
        // Twice, for a store may look for its files by rows that another still had; the tables last, for the same reason.
        for (var pass = 0; pass < 2; pass++)
            foreach (var store in stores.Where(store => store != tables).Append(tables))
                if (!(await store.EraseAsync(subject, cancel)).Done)
                    throw new CustodyException($"Erasure {line.Number} of the ledger could not be carried out again: {store.Name} did not finish; mend it and start again.");
    }

    // A line that ends a person names her two scopes beside those of her messages.
    private static IEnumerable<DataSubject> SubjectsOf(IReadOnlyList<Scope> scopes)
    {
        var users = Ids(scopes, "user/").Select(id => new UserId(id)).ToList();
        var accounts = Ids(scopes, "account/").Select(id => new AccountId(id)).ToList();
        for (var at = 0; at < Math.Max(users.Count, accounts.Count); at++)
            yield return new DataSubject(users.ElementAtOrDefault(at), accounts.ElementAtOrDefault(at));
    }

    private static IEnumerable<Guid> Ids(IReadOnlyList<Scope> scopes, string kind) =>
        from scope in scopes
        where scope.Text.StartsWith(kind, StringComparison.Ordinal) && Guid.TryParseExact(scope.Text[kind.Length..], "D", out _)
        select Guid.ParseExact(scope.Text[kind.Length..], "D");
}

/// <summary>What a slice above adds when an erasure is carried out again: to close the account first, and to settle what its rows had open after.</summary>
public sealed record ReplayPart(
    Func<IServiceProvider, DataSubject, CancellationToken, Task> BeforeAsync,
    Func<IServiceProvider, DataSubject, Guid, CancellationToken, Task> AfterAsync);
