using System.Diagnostics;
using System.Text;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Benchmarks;

/// <summary><c>segments</c>: how many texts of 160 characters one core counts in a second, and the parts of a fixed mixed corpus, counted twice in two ways.</summary>
internal static class SegmentsVerb
{
    private const int Seed = 20261124;
    private const int CorpusTexts = 20_000;
    private const int Rounds = 5;
    private const int TextsARound = 2_000_000;

    private const string Plain = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789.,!?@£éñ";
    private static readonly string[] Extended = ["€", "[", "]", "{", "}", "^", "~", "|", "\\"];
    private static readonly string[] Foreign = ["я", "ж", "ł", "漢", "😀", "👍", "🎉"];

    public static int Run()
    {
        var random = new Random(Seed);
        var corpus = Enumerable.Range(0, CorpusTexts).Select(number => Text(random, number % 4, random.Next(20, 1600))).ToArray();
        var parts = corpus.Sum(text => (long)Segments.Count(text).Parts);
        var cut = corpus.Select(Segments.Of).ToArray();
        var agree = cut.Sum(text => (long)text.Parts.Count) == parts && cut.All(text => text.Parts.Sum(part => part.Length) == text.Text.Length);

        var texts = Enumerable.Range(0, 1024).Select(number => Text(random, number % 4, 320)[..160]).ToArray();
        var rates = new double[Rounds];
        var checksum = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var at = 0; at < TextsARound; at++) checksum += Segments.Count(texts[at & 1023]).Parts;
            rates[round] = TextsARound / Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine($"round {round + 1}: {rates[round]:n0} texts of 160 characters a second");
        }

        Console.WriteLine($"corpus: {CorpusTexts:n0} texts of 20 to 1,600 units, {parts:n0} parts; checksum {checksum}");
        Console.WriteLine($"RESULT texts_per_s={rates.Order().ElementAt(Rounds / 2):0} parts_sum={parts}");
        return agree ? 0 : 1;
    }

    // Kinds 0 and 1 are plain, 2 has extension characters of two units each, 3 is Unicode with surrogates. A pair may pass the mark by one unit.
    private static string Text(Random random, int kind, int units)
    {
        var text = new StringBuilder();
        for (var pairs = 0; text.Length + pairs < units;)
        {
            var rare = random.Next(8) == 0;
            if (rare && kind == 2)
            {
                text.Append(Extended[random.Next(Extended.Length)]);
                pairs++;
            }
            else
            {
                text.Append(rare && kind == 3 ? Foreign[random.Next(Foreign.Length)] : Plain[random.Next(Plain.Length)].ToString());
            }
        }

        return text.ToString();
    }
}
