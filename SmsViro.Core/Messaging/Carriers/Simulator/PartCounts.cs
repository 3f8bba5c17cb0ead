using System.Runtime.InteropServices;

namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>How often each (recipient, part) was accepted: what a test compares with what the portal believes.</summary>
public sealed class PartCounts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(long Recipient, int Part), int> _counts = [];

    /// <summary>Parts accepted, repetitions included.</summary>
    public long Total { get; private set; }

    /// <summary>Different (recipient, part) pairs.</summary>
    public int Different
    {
        get
        {
            lock (_lock) return _counts.Count;
        }
    }

    /// <summary>How often a part, counted from 1, was accepted for a number's digits.</summary>
    public int Of(long recipient, int part)
    {
        lock (_lock) return _counts.GetValueOrDefault((recipient, part));
    }

    /// <summary>Writes a line "digits part count" for every pair.</summary>
    public void WriteTo(TextWriter writer)
    {
        lock (_lock)
        {
            foreach (var ((recipient, part), count) in _counts) writer.WriteLine($"{recipient} {part} {count}");
        }
    }

    internal void Add(long recipient, int part)
    {
        lock (_lock)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, (recipient, part), out _)++;
            Total++;
        }
    }
}
