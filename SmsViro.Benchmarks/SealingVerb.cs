using System.Diagnostics;
using System.Security.Cryptography;
using SmsViro.Core.Encryption;

namespace SmsViro.Benchmarks;

/// <summary>
/// Sealing and opening 160 ASCII characters beside bare AES-GCM: medians of five interleaved rounds. Bare is one <see cref="AesGcm"/>, a fresh random
/// nonce per value, 64 bytes of associated data and buffers made beforehand. Then eight threads on one box beside eight with an instance each, and
/// the two sealed columns of a page of fifty rows.
/// </summary>
internal static class SealingVerb
{
    private const int Rounds = 5;
    private const int Values = 200_000;
    private const int Slice = 2_000;
    private const int ValuesPerThread = 50_000;
    private const int Threads = 8;
    private const string EightApart = "8 threads, an instance each";
    private const string EightTogether = "8 threads, one box";

    private static readonly Field Text = new("message.text");
    private static readonly Field Recipient = new("message.recipient");
    private static readonly Guid Row = Guid.CreateVersion7();
    private static readonly string Message = new('a', 160);

    public static int Run(string[] _)
    {
        using var bare = new Bare();
        var box = NewBox();
        var value = box.Seal(Text, Row, Message);
        (string Name, Action Act)[] works =
        [
            ("bare seal", bare.Seal),
            ("seal", () => box.Seal(Text, Row, Message)),
            ("bare open", bare.Open),
            ("open", () => box.Open(Text, Row, value)),
        ];
        var took = works.Select(work => work.Name).Append(EightApart).Append(EightTogether).ToDictionary(name => name, _ => new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (name, time) in Round(works).Append((EightApart, EachItsOwn())).Append((EightTogether, OneBox(box))))
            {
                // The first round warms up.
                if (round >= 0)
                    took[name].Add(time);
            }
        }

        var median = took.ToDictionary(work => work.Key, work => work.Value.Order().ElementAt(Rounds / 2));
        foreach (var (name, time) in median)
            Console.WriteLine($"{name,-28} {time,8:F0} ns a value");

        var page = PageMilliseconds();
        var alloc = AllocatedPerSeal(box);
        var intact = box.Open(Text, Row, value).Text == Message;
        Console.WriteLine(
            $"RESULT seal_ratio={median["seal"] / median["bare seal"]:F2} open_ratio={median["open"] / median["bare open"]:F2} alloc_bytes={alloc} " +
            $"scale_8_threads={median[EightApart] / median[EightTogether]:F2} page_ms={page:F3}");
        return intact ? 0 : 1;
    }

    private static Box NewBox() =>
        new(Scope.Parse("account/0199d3a0-0000-7000-8000-000000000001/msg/2026-11"), new DataKey(7, KeyState.Active, 0, RandomNumberGenerator.GetBytes(32)));

    // Turn about in slices of a few milliseconds: what else the machine does falls on all alike.
    private static IEnumerable<(string Name, double Nanoseconds)> Round((string Name, Action Act)[] works)
    {
        var ticks = new long[works.Length];
        for (var slice = 0; slice < Values / Slice; slice++)
        {
            for (var work = 0; work < works.Length; work++)
            {
                var act = works[work].Act;
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < Slice; i++)
                    act();

                ticks[work] += Stopwatch.GetTimestamp() - start;
            }
        }

        return works.Select((work, at) => (work.Name, Stopwatch.GetElapsedTime(0, ticks[at]).TotalNanoseconds / Values));
    }

    // Each thread does on its own instance all that sealing on a box does, so that only the sharing differs.
    private static double EachItsOwn()
    {
        var boxes = Enumerable.Range(0, Threads).Select(_ => NewBox()).ToArray();
        return OnThreads(thread => boxes[thread]);
    }

    private static double OneBox(Box box) => OnThreads(_ => box);

    private static double OnThreads(Func<int, Box> boxOf)
    {
        var start = Stopwatch.GetTimestamp();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() => SealMany(boxOf(thread))))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Threads * ValuesPerThread);
    }

    private static void SealMany(Box box)
    {
        Span<byte> destination = stackalloc byte[Message.Length + Box.Overhead];
        for (var i = 0; i < ValuesPerThread; i++)
            box.Seal(Text, Row, Message, destination);
    }

    private static long AllocatedPerSeal(Box box)
    {
        const int count = 1_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            box.Seal(Text, Row, Message);

        return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }

    private static double PageMilliseconds()
    {
        var box = NewBox();
        var rows = Enumerable.Range(0, 50).Select(_ => Guid.CreateVersion7())
            .Select(id => (Id: id, To: box.Seal(Recipient, id, "+359888123456"), Text: box.Seal(Text, id, Message)))
            .ToArray();
        var times = new double[200];
        for (var i = 0; i < times.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var row in rows)
            {
                box.Open(Recipient, row.Id, row.To);
                box.Open(Text, row.Id, row.Text);
            }

            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times.Order().ElementAt(times.Length / 2);
    }

    private sealed class Bare : IDisposable
    {
        private readonly AesGcm _aes = new(RandomNumberGenerator.GetBytes(32), 16);
        private readonly byte[] _nonce = new byte[12];
        private readonly byte[] _plain = new byte[Message.Length];
        private readonly byte[] _cipher = new byte[Message.Length];
        private readonly byte[] _tag = new byte[16];
        private readonly byte[] _aad = new byte[64];

        public void Seal()
        {
            RandomNumberGenerator.Fill(_nonce);
            _aes.Encrypt(_nonce, _plain, _cipher, _tag, _aad);
        }

        public void Open() => _aes.Decrypt(_nonce, _cipher, _tag, _plain, _aad);

        public void Dispose() => _aes.Dispose();
    }
}
