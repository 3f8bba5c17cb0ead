namespace SmsViro.Core.PersonalData;

/// <summary>A place that holds personal data: the declared tables are one, and whatever lies outside them (files, outboxes, exports) is another each.</summary>
public interface IPersonalDataStore
{
    /// <summary>What the person reads when this store is named: "Database tables", "Export files".</summary>
    string Name { get; }

    /// <summary>How many rows or files are held, by category.</summary>
    Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel);

    /// <summary>Everything exportable, row by row.</summary>
    IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, CancellationToken cancel);

    /// <summary>Erases what may go and says what stays; safe to run again after any interruption.</summary>
    Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel);

    /// <summary>Looks once more: what is still here that should be gone; empty is the proof.</summary>
    Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel);
}

/// <summary>How much of one category a store holds about a person.</summary>
public sealed record Held(Category Category, long Count, DateTimeOffset? Oldest = null);

/// <summary>A store's answer to an erasure.</summary>
/// <param name="Removed">Rows or files removed or scrubbed.</param>
/// <param name="Retained">What stays, with ground and end.</param>
/// <param name="Done">False when the store must be asked again.</param>
public sealed record StoreErasure(long Removed, IReadOnlyList<Retained> Retained, bool Done);

/// <summary>What an erasure leaves, on which ground, until when.</summary>
public sealed record Retained(Category Category, long Count, string Ground, string Until);
