using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>Asks every store to erase and then to prove it; each answer is a row that staff can see.</summary>
public sealed class StoreErasures(IEnumerable<IPersonalDataStore> stores, DeclaredTables tables, WriteQueue writes, ErasurePace pace, TimeProvider clock)
{
    // The tables come last: other stores find their files by them.
    private IEnumerable<IPersonalDataStore> InOrder => stores.Where(store => store != tables).Append(tables);

    /// <summary>Every store twice: what an act wrote behind the first pass, the second takes, when no process can hold a key any more.</summary>
    /// <exception cref="ErasureIncompleteException">A store failed or did not finish; the others were asked all the same.</exception>
    public async Task<long> EraseAsync(PrivacyRequest request, DataSubject subject, Func<double, string, Task> progress, CancellationToken cancel)
    {
        var asked = InOrder.ToList();
        var removed = 0L;
        var unfinished = new List<string>();
        for (var pass = 0; pass < 2; pass++)
        {
            if (pass > 0) await WaitAsync(request, progress, cancel);
            unfinished.Clear();
            for (var at = 0; at < asked.Count; at++)
            {
                await progress((at + (pass * asked.Count)) / (2.0 * asked.Count), $"Erasing {asked[at].Name.ToLowerInvariant()}: store {at + 1} of {asked.Count}");
                if (await AskAsync(request, subject, asked[at], cancel) is { Done: true } answer) removed += answer.Removed;
                else unfinished.Add(asked[at].Name);
            }
        }

        return unfinished.Count == 0 ? removed : throw new ErasureIncompleteException($"Not finished: {string.Join(", ", unfinished)}.");
    }

    /// <summary>The proof: no store finds anything left, and a fresh export holds nothing but what is kept on a ground.</summary>
    /// <exception cref="ErasureIncompleteException">Something is left.</exception>
    public async Task VerifyAsync(PrivacyRequest request, DataSubject subject, CancellationToken cancel)
    {
        var left = new List<string>();
        foreach (var store in InOrder)
        {
            var found = await WithPatienceAsync(store, limit => LeftAsync(store, subject, limit), cancel);

            await writes.RunAsync(db => db.StoreAnswers.Single(answer => answer.RequestId == request.Id && answer.Store == store.Name).Left = found, cancel: cancel);
            if (found > 0) left.Add(store.Name);
        }

        if (left.Count > 0) throw new ErasureIncompleteException($"Something is left in: {string.Join(", ", left)}.");
    }

    // Another process hears of a destroyed key at once or within a second, and wipes its boxes; one that cannot be reached holds them for as long as its cache lives.
    private async Task WaitAsync(PrivacyRequest request, Func<double, string, Task> progress, CancellationToken cancel)
    {
        var wait = request.StartedAt!.Value + pace.LetGo - clock.GetUtcNow();
        if (wait <= TimeSpan.Zero) return;

        await progress(0.5, "Waiting until every server has let go of the keys");
        await Task.Delay(wait, clock, cancel);
    }

    private static async Task<int> LeftAsync(IPersonalDataStore store, DataSubject subject, CancellationToken cancel)
    {
        var found = (await store.VerifyAsync(subject, cancel)).Count;
        await foreach (var record in store.ExportAsync(subject, cancel))
            found += record.Values.Count(value => value is { Text.Length: > 0, State: HeldState.Readable, Column: { Class: DataClass.Sealed, Erasure.Fate: not Fate.Kept } });
        return found;
    }

    // A store that hangs is a store that failed. Our own tables work in short acts and may have millions of rows, so they have no limit of the kind.
    private async Task<T> WithPatienceAsync<T>(IPersonalDataStore store, Func<CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        if (store == tables) return await ask(cancel);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            return await ask(limit.Token).WaitAsync(pace.Patience, clock, cancel);
        }
        catch (TimeoutException)
        {
            await limit.CancelAsync();
            throw;
        }
    }

    private async Task<StoreErasure?> AskAsync(PrivacyRequest request, DataSubject subject, IPersonalDataStore store, CancellationToken cancel)
    {
        StoreErasure? said;
        try
        {
            said = await WithPatienceAsync(store, limit => store.EraseAsync(subject, limit), cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One store that is down must not keep the others from erasing; it is asked again with the next attempt.
            said = null;
        }

        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                var answer = db.StoreAnswers.SingleOrDefault(answer => answer.RequestId == request.Id && answer.Store == store.Name);
                if (answer is null)
                {
                    answer = new StoreAnswer { RequestId = request.Id, Store = store.Name, UserId = request.UserId };
                    db.StoreAnswers.Add(answer);
                }

                (answer.Done, answer.At) = (said is { Done: true }, now);
                answer.Removed += said?.Removed ?? 0;
                answer.Retained = said?.Retained.Sum(kept => kept.Count) ?? answer.Retained;
            },
            cancel);
        return said;
    }
}

/// <summary>An erasure that did not get to its end; it names stores, never a person.</summary>
public sealed class ErasureIncompleteException(string message) : Exception(message);
