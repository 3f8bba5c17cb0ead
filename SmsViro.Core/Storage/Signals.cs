using System.Collections.Concurrent;

namespace SmsViro.Core.Storage;

/// <summary>
/// Tells open pages that something they show has changed. A signal carries a topic of ids, never data: the page reads again.
/// Raised after the commit; a listener that throws hurts nobody else.
/// </summary>
public class Signals
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Listening, byte>> _listeners = new(StringComparer.Ordinal);

    /// <summary>Listens until disposed; the handler runs on the raiser's thread and must only hand over.</summary>
    public IDisposable Listen(string topic, Action heard)
    {
        var listening = new Listening(this, topic, heard);
        _listeners.GetOrAdd(topic, _ => new ConcurrentDictionary<Listening, byte>())[listening] = 0;
        return listening;
    }

    /// <summary>Raises a topic here and, where several processes share a database, in each of them.</summary>
    public virtual void Raise(string topic) => RaiseHere(topic);

    protected void RaiseHere(string topic)
    {
        if (!_listeners.TryGetValue(topic, out var listeners)) return;

        foreach (var listening in listeners.Keys) listening.Hear();
    }

    private sealed class Listening(Signals signals, string topic, Action heard) : IDisposable
    {
        public void Hear()
        {
            try
            {
                heard();
            }
            catch (ObjectDisposedException)
            {
                // A page that closed between the raise and the call has nothing left to refresh.
                Dispose();
            }
        }

        public void Dispose()
        {
            if (signals._listeners.TryGetValue(topic, out var listeners)) listeners.TryRemove(this, out _);
        }
    }
}
