using Microsoft.EntityFrameworkCore;

namespace SmsViro.Core.PersonalData.Imports;

/// <summary>A slice's part in bringing an archive into an account, on the footing of its part in an export: it alone reads its own files and writes its own rows.</summary>
public interface IArchivePart
{
    /// <summary>The names of the files it reads, without month and ending: "texts", "messages".</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>What a person would miss after it: what of such files never comes in whole, or comes in changed; null when every row comes in as it is.</summary>
    string? Changed { get; }

    /// <summary>True for what replaces values of the account: its owner may take the rest and leave it.</summary>
    bool MayStayBehind => false;

    /// <summary>True when the account holds nothing of its kind that could be mixed up with what comes; asked inside the act that begins.</summary>
    bool IsEmpty(DbContext db, DataSubject subject);

    /// <summary>Judges the rows and cuts them into steps, each small enough for one act. The same archive gives the same steps, so that an import goes on where it stopped.</summary>
    /// <exception cref="ImportException">A row is not one of ours, or says what cannot be.</exception>
    IAsyncEnumerable<ImportStep> StepsAsync(Import import, CancellationToken cancel);

    /// <summary>Tells pages and caches, after its last step.</summary>
    void Tell(DataSubject subject)
    {
    }
}

/// <summary>An archive on its way into an account.</summary>
/// <param name="Id">What new ids follow from, so that a step done twice is found.</param>
/// <param name="Subject">Whose account.</param>
/// <param name="Since">When it was begun; the same however often it is taken up again.</param>
/// <param name="Rows">The rows of a file by its name, over all its months, in the order of the archive; none when it has no such file.</param>
public sealed record Import(Guid Id, DataSubject Subject, DateTimeOffset Since, Func<string, IAsyncEnumerable<ImportedRow>> Rows);

/// <summary>Some rows, judged, that go in together.</summary>
/// <param name="Counts">How many of each file.</param>
/// <param name="SealAsync">Seals them; what it returns writes them inside an act, and may be run twice.</param>
public sealed record ImportStep(IReadOnlyList<ImportCount> Counts, Func<CancellationToken, ValueTask<Action<DbContext>>> SealAsync)
{
    public ImportStep(string file, long taken, long left, Func<CancellationToken, ValueTask<Action<DbContext>>> sealAsync)
        : this([new ImportCount(file, taken, left)], sealAsync)
    {
    }
}

/// <summary>What becomes of some rows of a file.</summary>
/// <param name="File">The file's name, without month and ending.</param>
/// <param name="Taken">How many come in.</param>
/// <param name="Left">How many stay behind.</param>
public readonly record struct ImportCount(string File, long Taken, long Left);

/// <summary>Why an archive does not come in, in a sentence without a personal value.</summary>
public sealed class ImportException(string message) : Exception(message);
