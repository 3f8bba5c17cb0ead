using System.Diagnostics;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>Where the time of dispatch goes, in stopwatch ticks, for the figures; costs a clock reading a step.</summary>
internal sealed class DispatchTimings
{
    public long Responses, Receipts, Money, Claims, Act, Whole, Idle, Prepare, Open, Socket, Cycles;

    /// <summary>Books the time since <paramref name="began"/> and starts the next step.</summary>
    public void Add(ref long step, ref long began)
    {
        var now = Stopwatch.GetTimestamp();
        step += now - began;
        Act += now - began;
        began = now;
    }
}
