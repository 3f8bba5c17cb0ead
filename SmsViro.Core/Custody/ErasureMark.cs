using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody;

/// <summary>A line of the erasure ledger as this database knows it. A database that does not know a line was restored from before it.</summary>
public sealed class ErasureMark
{
    /// <summary>The line's number.</summary>
    public long Number { get; init; }

    /// <summary>The digest that ends the line: another ledger has another one.</summary>
    public required byte[] Digest { get; init; }

    public DateTimeOffset NotedAt { get; init; }

    /// <summary>When all it names was gone from this database; null while that is under way.</summary>
    public DateTimeOffset? AppliedAt { get; set; }
}

/// <summary>The highest key id this database may name: a key store that never gave it out is older than the data.</summary>
public sealed class KeyMark
{
    public int Id { get; init; }

    public long Newest { get; set; }
}

/// <summary>The tables this slice owns, seen as if the context declared them.</summary>
public static class CustodyTables
{
    extension(PortalDbContext db)
    {
        public DbSet<ErasureMark> ErasureMarks => db.Set<ErasureMark>();

        public DbSet<KeyMark> KeyMarks => db.Set<KeyMark>();
    }
}
