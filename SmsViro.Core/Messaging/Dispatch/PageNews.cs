using SmsViro.Core.Billing;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>Tells pages what changed: a single message at once, a campaign a few times a second, for nobody reads faster.</summary>
internal sealed class PageNews(Signals signals, TimeProvider clock)
{
    public static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    private readonly HashSet<string> _now = new(StringComparer.Ordinal);
    private readonly HashSet<BatchHead> _later = [];
    private long _lastTold;

    public bool IsWaiting => _later.Count > 0;

    public void Of(BatchHead batch)
    {
        if (batch.Total > 1) _later.Add(batch);
        else Add(batch);
    }

    public void Tell()
    {
        if (_later.Count > 0 && clock.GetElapsedTime(_lastTold) >= Gathering)
        {
            _lastTold = clock.GetTimestamp();
            foreach (var batch in _later) Add(batch);
            _later.Clear();
        }

        foreach (var topic in _now) signals.Raise(topic);
        _now.Clear();
    }

    private void Add(BatchHead batch)
    {
        _now.Add(MessagingTopics.Message(new Values.MessageId(batch.Id)));
        _now.Add(MessagingTopics.Messages(batch.Account));
        _now.Add(BillingTopics.Purse(batch.Account));
    }
}
