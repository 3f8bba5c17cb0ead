using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.OptOuts;

/// <summary>
/// Who must not be texted, held as keyed digests in memory because the sending path asks for every message. Read again whenever anything changes, in every process;
/// an account without opt-outs costs nothing.
/// </summary>
public sealed class Silence : IDisposable
{
    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly Vault _vault;
    private readonly ConcurrentDictionary<AccountId, HashSet<long>> _own = new();
    private readonly IDisposable _listening;
    private volatile HashSet<long>? _all;
    private int _changes;

    public Silence(IDbContextFactory<PortalDbContext> contexts, Vault vault, Signals signals)
    {
        (_contexts, _vault) = (contexts, vault);
        _listening = signals.Listen(MessagingTopics.Silence, Forget);
    }

    /// <summary>The numbers this account must not text now; asks the database only after a change.</summary>
    /// <exception cref="System.Data.Common.DbException">It cannot be known now, so nothing may be sent.</exception>
    internal SilentNumbers Of(AccountId account)
    {
        // Our own codes are what a person undoes a stop with; their own stop is looked up where they are accepted.
        if (account == ServiceTexts.ServiceAccount.Id) return default;

        var (own, all) = (Own(account), All());
        return new SilentNumbers(
            own, own.Count == 0 ? null : Index(Scope.IndexOptOut(account)),
            all, all.Count == 0 ? null : Index(Scope.IndexPhone));
    }

    public void Dispose() => _listening.Dispose();

    private void Forget()
    {
        Interlocked.Increment(ref _changes);
        _own.Clear();
        _all = null;
    }

    private HashSet<long> Own(AccountId account)
    {
        while (true)
        {
            if (_own.TryGetValue(account, out var known)) return known;

            var changes = Volatile.Read(ref _changes);
            using var db = _contexts.CreateDbContext();
            var read = db.OptOuts.Where(optOut => optOut.AccountId == account).Select(optOut => optOut.NumberIndex).ToHashSet();

            // A change that was announced while we read may not be in what we read.
            if (changes == Volatile.Read(ref _changes)) return _own[account] = read;
        }
    }

    private HashSet<long> All()
    {
        while (true)
        {
            if (_all is { } known) return known;

            var changes = Volatile.Read(ref _changes);
            using var db = _contexts.CreateDbContext();
            var read = db.StoppedNumbers.Where(stopped => stopped.What == StoppedTexts.All).Select(stopped => stopped.NumberIndex).ToHashSet();
            if (changes == Volatile.Read(ref _changes)) return _all = read;
        }
    }

    // Its key is cached; only the first message of an account after a while waits for it.
    private BlindIndex? Index(Scope scope)
    {
        var box = _vault.FindAsync(scope).AsTask().GetAwaiter().GetResult();
        return box.IsClosed ? null : _vault.IndexAsync(scope).AsTask().GetAwaiter().GetResult();
    }
}

/// <summary>The numbers one account must not text, as they were when they were asked for.</summary>
internal readonly struct SilentNumbers(HashSet<long> own, BlindIndex? ownIndex, HashSet<long> all, BlindIndex? allIndex)
{
    public bool IsEmpty => ownIndex is null && allIndex is null;

    public bool Has(ReadOnlySpan<char> e164) =>
        (ownIndex is not null && own.Contains(ownIndex.Compute64(MessagingFields.OptOutIndex, e164)))
        || (allIndex is not null && all.Contains(allIndex.Compute64(MessagingFields.StopIndex, e164)));
}
