namespace SmsViro.Core.PersonalData;

/// <summary>One place where data lies outside the declared columns, or that holds their bytes: what is in it, how it is protected, what an erasure does to it, until when.</summary>
public sealed record StoreDeclaration
{
    /// <summary>Stable, lower case with hyphens; the key in the lock file.</summary>
    public required string Id { get; init; }

    /// <summary>What a person calls it: "Backups".</summary>
    public required string Title { get; init; }

    /// <summary>What lies in it, as a plain phrase.</summary>
    public required string Holds { get; init; }

    /// <summary>The categories of personal data in it; empty where none is.</summary>
    public IReadOnlyList<Category> Categories { get; init; } = [];

    public required string Protection { get; init; }

    public required string OnErasure { get; init; }

    public required string Retention { get; init; }

    /// <summary>Its files below the data folder, a star for any name; empty where it lies elsewhere. A file that no store declares fails a test.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The name by which it answers requests itself (<see cref="IPersonalDataStore.Name"/>); null where a request reaches it by way of another.</summary>
    public string? AnswersAs { get; init; }
}

/// <summary>A slice's list of the places it writes to; found in the assembly, so a slice registers it by writing it.</summary>
public abstract class StoreBook
{
    public abstract IReadOnlyList<StoreDeclaration> Stores { get; }
}
