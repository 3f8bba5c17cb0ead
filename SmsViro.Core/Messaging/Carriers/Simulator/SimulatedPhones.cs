using System.Collections.Concurrent;
using System.Text;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>A part as a simulated phone shows it. A class and not a record: nothing may print it by accident.</summary>
public sealed class SimulatedText(string phone, string sender, string text, DateTimeOffset at)
{
    /// <summary>The phone's number in E.164.</summary>
    public string Phone => phone;

    public string Sender => sender;

    public string Text => text;

    public DateTimeOffset At => at;
}

/// <summary>The phones behind the simulated operator: the last texts they got, in memory, for whoever develops without a phone of her own.</summary>
public sealed class SimulatedPhones
{
    private const int Most = 50;

    private readonly ConcurrentQueue<SimulatedText> _texts = new();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SimulatedText> Newest => [.. _texts.Reverse()];

    internal void Take(in ShortMessage part, DateTimeOffset at)
    {
        var octets = part.Message;
        if ((part.EsmClass & EsmClass.UserDataHeader) != 0) ConcatHeader.Read(octets, out octets);
        _texts.Enqueue(new SimulatedText(
            $"+{Encoding.ASCII.GetString(part.Destination.Digits)}",
            Encoding.ASCII.GetString(part.Source.Digits),
            Segments.Decode(part.DataCoding == DataCoding.Ucs2 ? SmsEncoding.Ucs2 : SmsEncoding.Gsm7, octets),
            at));
        while (_texts.Count > Most) _texts.TryDequeue(out _);
    }
}
