using System.Data.Common;
using SmsViro.Core.Storage;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>A write queue in which somebody else's act comes just before the first of ours, after whatever we had looked at.</summary>
internal sealed class OvertakenQueue(WriteQueue real, Action<PortalDbContext> theirs) : WriteQueue
{
    private Action<PortalDbContext>? _theirs = theirs;

    public override async Task<T> RunAsync<T>(Func<PortalDbContext, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default)
    {
        if (Interlocked.Exchange(ref _theirs, null) is { } first) await real.RunAsync(first, cancel);
        return await real.RunAsync(act, keep, cancel);
    }

    public override Task<T> RunRawAsync<T>(Func<DbConnection, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default) => real.RunRawAsync(act, keep, cancel);
}
