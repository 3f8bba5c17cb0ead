using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Custody.Backups;

/// <summary>What can be proven of a pair of databases and a ledger without opening a single value: each breach is a sentence with what to do.</summary>
public sealed class Proof(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Destroyed = 3;

    private static readonly StoredColumn[] Trail =
    [
        new("Number", StoredKind.Number), new("Id", StoredKind.Bytes), new("At", StoredKind.Instant), new("Actor", StoredKind.Bytes), new("Role", StoredKind.Number),
        new("Subject", StoredKind.Bytes), new("Deed", StoredKind.Number), new("Concerning", StoredKind.Bytes), new("Reason", StoredKind.Bytes),
        new("ReasonDigest", StoredKind.Bytes), new("Head", StoredKind.Bytes),
    ];

    /// <summary>Every key that a sealed value names must be one that the key store gave out, and gone only with its whole scope.</summary>
    internal IEnumerable<string> OfKeys(StoredTables data, StoredTables keys)
    {
        var buried = keys.Read("tombstones", [new("scope", StoredKind.Bytes)]).Select(row => TextOf(row[0])).ToHashSet(StringComparer.Ordinal);
        var known = keys.Read("keys", [new("id", StoredKind.Number), new("scope", StoredKind.Bytes), new("state", StoredKind.Number)])
            .ToDictionary(row => (uint)(long)row[0]!, row => (Scope: TextOf(row[1]), Lost: (long)row[2]! == Destroyed));
        var newest = known.Keys.DefaultIfEmpty(0u).Max();
        foreach (var (table, column) in SealedColumns().Where(place => data.Has(place.Table, place.Column)))
        {
            var (unknown, lost) = (new HashSet<uint>(), new HashSet<uint>());
            foreach (var id in data.KeyIds(table, column))
                if (!known.TryGetValue(id, out var key)) unknown.Add(id);
                else if (key.Lost && !buried.Contains(key.Scope)) lost.Add(id);

            if (unknown.Count > 0)
                yield return $"{table}.{column} names {unknown.Count} keys that the key store never gave out (it ends at {newest}): the keys are older than the data, so use a newer backup of the keys.";
            if (lost.Count > 0)
                yield return $"{table}.{column} names {lost.Count} keys that rotation has destroyed since: use the backup of the keys that was made with this data.";
        }

        if (data.Has("KeyMarks", "Newest") && data.Read("KeyMarks", [new("Newest", StoredKind.Number)]).FirstOrDefault() is [long mark] && mark > newest)
            yield return $"The data may name {mark} keys and the key store gave out {newest}: the keys are older than the data, so use a newer backup of the keys.";
    }

    /// <summary>The ledger must be whole and hold every line that either database knows.</summary>
    internal static IEnumerable<string> OfLedger(byte[] ledger, StoredTables data, StoredTables keys)
    {
        var (lines, _, brokenAt) = ErasureLedger.Read(ledger);
        if (brokenAt is { } at) yield return $"Line {at} of the erasure ledger does not follow the line before it: use another copy of the ledger.";

        var marks = Marks(data, "ErasureMarks", "Number", "Digest").Select(mark => (mark.Number, mark.Digest, In: "data"))
            .Concat(Marks(keys, "erasures", "number", "digest").Select(mark => (mark.Number, mark.Digest, In: "key store")));
        foreach (var (number, digest, where) in marks)
            if (number > lines.Count) yield return $"The {where} knows line {number} of the erasure ledger, which has {lines.Count}: the ledger is shorter than it was, so use its newest copy.";
            else if (!lines[(int)number - 1].Digest.AsSpan().SequenceEqual(digest)) yield return $"Line {number} of the erasure ledger is not the one the {where} knows: it is another portal's ledger.";
    }

    /// <summary>The audit trail, as it stood at an instant, must follow from its first entry to its last.</summary>
    internal static (ChainHead Head, string? Breach) OfTrail(StoredTables data, DateTimeOffset at)
    {
        var chain = new ChainWalk(at);
        foreach (var row in data.Read("AuditEntries", Trail, order: "Number"))
            if (!chain.Goes(EntryOf(row)))
                return (HeadOf(chain), $"Entry {chain.Number + 1} of the audit trail is not the one that was written: whoever can write the database changed it; use another backup.");

        return (HeadOf(chain), null);
    }

    private static ChainHead HeadOf(ChainWalk chain) => new(chain.Number, Convert.ToHexStringLower(chain.Head));

    private static AuditEntry EntryOf(object?[] row) => new()
    {
        Number = (long)row[0]!,
        Id = IdOf(row[1])!.Value,
        At = new DateTimeOffset((long)row[2]!, TimeSpan.Zero),
        Actor = new UserId(IdOf(row[3])!.Value),
        Role = (PortalRole)(long)row[4]!,
        Subject = new UserId(IdOf(row[5])!.Value),
        Deed = (AuditDeed)(long)row[6]!,
        Concerning = IdOf(row[7]),
        Reason = row[8] is byte[] reason ? Sealed.FromBytes(reason) : null,
        ReasonDigest = (byte[])row[9]!,
        Head = (byte[])row[10]!,
    };

    private static IEnumerable<(long Number, byte[] Digest)> Marks(StoredTables tables, string table, string number, string digest) =>
        tables.Tables.ContainsKey(table)
            ? tables.Read(table, [new(number, StoredKind.Number), new(digest, StoredKind.Bytes)]).Select(row => ((long)row[0]!, (byte[])row[1]!))
            : [];

    // From the model, never from a list: a column that is new tomorrow is looked at tomorrow.
    private List<(string Table, string Column)> SealedColumns()
    {
        using var db = contexts.CreateDbContext();
        return
        [
            .. from entity in db.Model.GetEntityTypes()
               let table = entity.GetTableName()
               where table is not null
               from property in entity.GetFlattenedProperties()
               where (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Sealed)
               select (table, property.GetColumnName()),
        ];
    }

    private static string TextOf(object? value) => Encoding.UTF8.GetString((byte[])value!);

    private static Guid? IdOf(object? value) => value is byte[] id ? new Guid(id, bigEndian: true) : null;
}
