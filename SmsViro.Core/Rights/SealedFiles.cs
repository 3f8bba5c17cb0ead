using System.Runtime.CompilerServices;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights;

/// <summary>The files of a <see cref="SealedFolder"/> as a store: what holds everything about a person is personal data itself, and goes first when its owner goes.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="name">What the person reads when the store is named.</param>
/// <param name="one">What a check names that finds one left.</param>
public abstract class SealedFiles(SealedFolder folder, string name, string one) : IPersonalDataStore
{
    public string Name => name;

    public async Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel)
    {
        var files = await ThereAsync(subject, cancel);
        return files.Count == 0 ? [] : [new Held(Category.Requests, files.Count, files.Min(file => file.AskedAt))];
    }

    /// <summary>Nothing: each file is listed by its row, and holds only what an export holds anyway or what its owner brought.</summary>
    public async IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        yield break;
    }

    public async Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel)
    {
        var removed = 0L;
        foreach (var file in await OfAsync(subject, cancel))
        {
            if (folder.Holds(file.Id)) removed++;
            await folder.ForgetAsync(file.Id, cancel);
        }

        return new StoreErasure(removed, [], Done: true);
    }

    public async Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel) => [.. (await ThereAsync(subject, cancel)).Select(_ => one)];

    /// <summary>Every file the person ever asked for, there or not: the key of one that is gone goes too.</summary>
    protected abstract Task<IReadOnlyList<AskedFile>> OfAsync(DataSubject subject, CancellationToken cancel);

    private async Task<List<AskedFile>> ThereAsync(DataSubject subject, CancellationToken cancel) => [.. (await OfAsync(subject, cancel)).Where(file => folder.Holds(file.Id))];
}

/// <summary>A file a person asked for, by its id, and when.</summary>
public readonly record struct AskedFile(Guid Id, DateTimeOffset AskedAt);
