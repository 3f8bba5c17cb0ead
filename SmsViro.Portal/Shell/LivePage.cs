using Microsoft.AspNetCore.Components;
using SmsViro.Core.Storage;

namespace SmsViro.Portal.Shell;

/// <summary>
/// A page that stays true while it is open: it reads once when it comes and again when a topic it listens to is raised, at most ten times
/// a second. What it reads it reads for the person of the session, asked anew each time.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly List<IDisposable> _listening = [];
    private readonly CancellationTokenSource _closed = new();
    private int _due;

    [Inject]
    public required Signals Signals { get; init; }

    /// <summary>Ends when the page is left; every read takes it.</summary>
    protected CancellationToken Closed => _closed.Token;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;

        foreach (var listening in _listening) listening.Dispose();
        _listening.Clear();
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Reads again whenever the topic is raised. A page drawn ahead of its circuit hears nothing and needs nothing.</summary>
    protected void Listen(string topic)
    {
        if (RendererInfo.IsInteractive) _listening.Add(Signals.Listen(topic, Hear));
    }

    private void Hear()
    {
        if (Interlocked.Exchange(ref _due, 1) == 0) _ = InvokeAsync(ReadAgainAsync);
    }

    private async Task ReadAgainAsync()
    {
        try
        {
            await Task.Delay(Between, _closed.Token);
            Interlocked.Exchange(ref _due, 0);
            await ReadAsync();
            StateHasChanged();
        }
        catch (Exception left) when (left is OperationCanceledException or ObjectDisposedException or SessionEndedException)
        {
            // The page was left while it waited, or its person is on her way to the sign-in page.
        }
        catch (Exception broken)
        {
            await DispatchExceptionAsync(broken);
        }
    }
}
