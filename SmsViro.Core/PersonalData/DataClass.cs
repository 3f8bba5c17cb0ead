namespace SmsViro.Core.PersonalData;

/// <summary>How a stored column is protected; there is no sixth way.</summary>
public enum DataClass
{
    /// <summary>Personal and sealed: the default, and the only one for text, names, numbers, addresses.</summary>
    Sealed,

    /// <summary>Personal, kept only as a keyed digest to look up by.</summary>
    BlindIndex,

    /// <summary>Personal but readable, for a stated reason: times, states, amounts, counts, ids of ours; never text or bytes.</summary>
    InClear,

    /// <summary>Proves identity (a password hash, a stamp): never exported, erased with its owner.</summary>
    Secret,

    /// <summary>Not about a person, for a stated reason.</summary>
    NotPersonal,
}

/// <summary>Where a value came from (GDPR Article 15(1)(g)).</summary>
public enum Origin
{
    You,
    OurSystems,
    OtherCustomers,
    Operators,
    OurStaff,
}

/// <summary>Which exports carry a column: the access report (Article 15), the portability archive (Article 20), both, or none.</summary>
[Flags]
public enum Exports
{
    None = 0,
    Access = 1,
    Portability = 2,
    Both = Access | Portability,
}

/// <summary>What erasure does with a column.</summary>
/// <param name="Fate">The deed.</param>
/// <param name="Ground">Why it stays, with the article; null unless it stays.</param>
/// <param name="Until">Until when it stays, as a person would say it; null unless it stays.</param>
public sealed record Erasure(Fate Fate, string? Ground = null, string? Until = null)
{
    /// <summary>The row is deleted and its key destroyed.</summary>
    public static Erasure WithItsRow { get; } = new(Fate.RowDeleted);

    /// <summary>The value is emptied and its key destroyed; the row stays for its other columns.</summary>
    public static Erasure Scrubbed { get; } = new(Fate.Scrubbed);

    /// <summary>The value stays, on a ground that is named.</summary>
    public static Erasure Kept(string ground, string until) => new(Fate.Kept, ground, until);
}

/// <summary>The deed of an <see cref="Erasure"/>.</summary>
public enum Fate
{
    RowDeleted,
    Scrubbed,
    Kept,
}
