using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Custody.Rotation;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Custody.Rotation;

/// <summary>A store whose rotations can be killed before and after each statement that changes a key, a root key or a row.</summary>
internal sealed class RotationStore : IAsyncDisposable
{
    private readonly Kills _kills;

    private RotationStore(TestStore store, Kills kills) => (Store, _kills) = (store, kills);

    public TestStore Store { get; }

    /// <summary>What somebody else writes just before the next act of a rotation.</summary>
    public void EditBeforeNextAct(Action<PortalDbContext> edit) => _kills.Edit = edit;

    public static async Task<RotationStore> CreateAsync(Database database)
    {
        var store = await TestStore.CreateAsync(database, (services, _) =>
        {
            services.AddSingleton(new RotationOptions { Settle = TimeSpan.FromHours(1), Grace = TimeSpan.FromDays(5) })
                .AddSingleton<SealedValues>().AddSingleton<IndexedValues>().AddSingleton<ReplaceKeys>()
                .AddSingleton<CloseEpochs>().AddSingleton<ReplaceDataKeys>().AddSingleton<ReplaceIndexKeys>()
                .AddSingleton<Kills>();
            Decorate<IKeyStore>(services, (inner, points) => KilledCalls.Of(inner, points));
            Decorate<IRootKeyProvider>(services, (inner, points) => KilledCalls.Of(inner, points));
            Decorate<WriteQueue>(services, (inner, points) => new KilledWrites(inner, points));
        });
        return new RotationStore(store, store.Get<Kills>());
    }

    /// <summary>Runs a job until it ends; killed at a point, it is begun again, as its lease would have it.</summary>
    public async Task<int> RunAsync<THandler>(int killAt = int.MaxValue, Guid about = default)
        where THandler : IJobHandler
    {
        _kills.Arm(killAt);
        for (var killed = 0; ; killed++)
        {
            try
            {
                await Store.Get<THandler>().RunAsync(new JobRun(about, killed + 1, (_, _) => Task.CompletedTask), TestContext.Current.CancellationToken);
                _kills.Arm(int.MaxValue);
                return killed;
            }
            catch (KilledException) when (killed < 3)
            {
            }
        }
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private static void Decorate<T>(IServiceCollection services, Func<T, Kills, T> decorate)
        where T : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(inner);
        services.AddSingleton(provider => decorate(
            (T)(inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)), provider.GetRequiredService<Kills>()));
    }
}

/// <summary>Counts the points where a process may die, and dies at the one it was armed for.</summary>
internal sealed class Kills
{
    private int _at = int.MaxValue;

    public int Seen { get; private set; }

    public void Arm(int at) => (_at, Seen) = (at, 0);

    /// <summary>What somebody else writes just before the next act of a rotation.</summary>
    public Action<PortalDbContext>? Edit { get; set; }

    public Action<PortalDbContext>? TakeEdit()
    {
        var edit = Edit;
        Edit = null;
        return edit;
    }

    public void Pass()
    {
        if (++Seen == _at) throw new KilledException();
    }
}

internal sealed class KilledException() : Exception("The process died here.");

/// <summary>Any seam, with a point before and after each call.</summary>
#pragma warning disable CA1852 // A proxy is made by deriving from it.
internal class KilledCalls : System.Reflection.DispatchProxy
#pragma warning restore CA1852
{
    private object? _inner;
    private Kills? _kills;

    public static T Of<T>(T inner, Kills kills)
        where T : class
    {
        var proxy = Create<T, KilledCalls>();
        var calls = (KilledCalls)(object)proxy;
        (calls._inner, calls._kills) = (inner, kills);
        return proxy;
    }

    protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args)
    {
        _kills!.Pass();
        var outcome = targetMethod!.Invoke(_inner, args);
        if (outcome is ValueTask task) task.AsTask().GetAwaiter().GetResult();
        else if (outcome is not null && outcome.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            // Ended here, so that the point after it comes after the commit.
            var ended = (Task)type.GetMethod("AsTask")!.Invoke(outcome, null)!;
            ended.GetAwaiter().GetResult();
            outcome = Activator.CreateInstance(type, ended.GetType().GetProperty("Result")!.GetValue(ended));
        }

        _kills.Pass();
        return outcome is ValueTask ? ValueTask.CompletedTask : outcome;
    }
}

/// <summary>The write queue, with a point before and after each act.</summary>
internal sealed class KilledWrites(WriteQueue inner, Kills kills) : WriteQueue, IDisposable
{
    public override async Task<T> RunAsync<T>(Func<PortalDbContext, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default)
    {
        kills.Pass();
        var outcome = await inner.RunAsync(act, keep, cancel);
        kills.Pass();
        return outcome;
    }

    public override async Task<T> RunRawAsync<T>(Func<DbConnection, T> act, Func<T, bool>? keep = null, CancellationToken cancel = default)
    {
        kills.Pass();
        if (kills.TakeEdit() is { } edit) await inner.RunAsync(edit, cancel);
        var outcome = await inner.RunRawAsync(act, keep, cancel);
        kills.Pass();
        return outcome;
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();
}
