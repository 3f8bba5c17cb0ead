using System.Diagnostics;
using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>How tests wait for what must come by itself: much longer than it takes, because only a failure waits to the end.</summary>
internal static class Patience
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a page may take to show what is expected of it.</summary>
    public static TimeSpan ForPages { get; } = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Looks until it is so; between two looks <paramref name="pass"/> lets the test's own time pass, and a failure says <paramref name="still"/>.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Action? pass = null, Func<string>? still = null)
    {
        for (var since = Stopwatch.GetTimestamp(); !await isSo();)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Longest, still?.Invoke() ?? "It never came.");
            pass?.Invoke();
            await Task.Delay(Look, Cancel);
        }
    }

    public static Task UntilAsync(Func<bool> isSo, Action? pass = null, Func<string>? still = null) => UntilAsync(() => Task.FromResult(isSo()), pass, still);

    /// <summary>Waits for work that itself waits for the test's own time.</summary>
    public static async Task FinishAsync(Task work, Action pass)
    {
        await UntilAsync(() => work.IsCompleted, pass);
        await work;
    }

    // What the libraries wait by themselves, one second and five, is less than a busy machine may take.
    [ModuleInitializer]
    internal static void Teach()
    {
        BunitContext.DefaultWaitTimeout = ForPages;
        Assertions.SetDefaultExpectTimeout((float)ForPages.TotalMilliseconds);
    }
}
