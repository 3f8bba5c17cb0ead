using static SmsViro.Core.Documents.Unicode.BidiClass;

namespace SmsViro.Core.Documents.Unicode;

/// <summary>
/// The bidirectional algorithm, UAX #9 of Unicode 15, over UTF-16 units: which way each one reads. Even levels read to the right, odd ones to the left.
/// </summary>
internal static class Bidi
{
    private const int DeepestLevel = 125;

    /// <summary>The level of the paragraph (by its first strong character) and of every unit; null levels mean all zero.</summary>
    public static (byte Paragraph, byte[]? Levels) LevelsOf(string text)
    {
        if (!MayTurn(text)) return (0, null);

        var classes = new BidiClass[text.Length];
        for (var at = 0; at < text.Length; at++)
        {
            var pair = char.IsHighSurrogate(text[at]) && at + 1 < text.Length;
            classes[at] = Characters.BidiOf(pair ? char.ConvertToUtf32(text, at) : text[at]);
            if (pair) classes[at + 1] = classes[at++];
        }

        var paragraph = FirstStrong(classes, Matches(classes), 0, classes.Length);
        return (paragraph, Resolve(classes, text, paragraph));
    }

    /// <summary>Rules X1 to I2, and L1 for separators; without <paramref name="text"/> brackets are plain neutrals.</summary>
    public static byte[] Resolve(BidiClass[] classes, string? text, byte paragraph)
    {
        var levels = new byte[classes.Length];
        var matches = Matches(classes);
        var kinds = (BidiClass[])classes.Clone();
        Embed(kinds, levels, matches, paragraph);
        foreach (var run in Runs(kinds, classes, text, levels, matches, paragraph)) run.Resolve();

        Reset(classes, levels, paragraph);
        return levels;
    }

    public static byte FirstStrong(BidiClass[] classes, int[] matches, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (classes[i] is L) return 0;
            if (classes[i] is R or AL) return 1;
            if (IsIsolate(classes[i])) i = matches[i];
        }

        return 0;
    }

    /// <summary>For every isolate its closing PDI (or the end), for every closing PDI its isolate, else -1: definition BD9.</summary>
    public static int[] Matches(BidiClass[] classes)
    {
        var matches = new int[classes.Length];
        Array.Fill(matches, -1);
        var open = new Stack<int>();
        for (var i = 0; i < classes.Length; i++)
        {
            if (IsIsolate(classes[i]))
            {
                open.Push(i);
                matches[i] = classes.Length;
            }
            else if (classes[i] == PDI && open.TryPop(out var start))
            {
                matches[start] = i;
                matches[i] = start;
            }
        }

        return matches;
    }

    // Almost every text has nothing that turns, and pays one pass for knowing it.
    private static bool MayTurn(string text)
    {
        foreach (var unit in text)
        {
            if (unit is >= '\u0590' and <= '\u08FF' or >= '\u200E' and <= '\u202E' or >= '\u2066' and <= '\u2069'
                or >= '\uD802' and <= '\uD803' or >= '\uD83A' and <= '\uD83B' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFF')
                return true;
        }

        return false;
    }

    // Rules X1 to X8. "kinds" loses what an override replaces.
    private static void Embed(BidiClass[] kinds, byte[] levels, int[] matches, byte paragraph)
    {
        var stack = new Stack<(byte Level, BidiClass Override, bool Isolate)>();
        stack.Push((paragraph, ON, false));
        int lostIsolates = 0, lostEmbeddings = 0, isolates = 0;
        for (var i = 0; i < kinds.Length; i++)
        {
            var kind = kinds[i];
            if (kind == PDI)
            {
                if (lostIsolates > 0) lostIsolates--;
                else if (isolates > 0)
                {
                    lostEmbeddings = 0;
                    while (!stack.Pop().Isolate)
                    {
                    }

                    isolates--;
                }
            }

            var top = stack.Peek();
            levels[i] = kind == B ? paragraph : top.Level;
            if (top.Override != ON && !IsRemoved(kind) && kind != B) kinds[i] = top.Override;

            if (kind is RLE or LRE or RLO or LRO || IsIsolate(kind))
            {
                var right = kind is RLE or RLO or RLI || (kind == FSI && FirstStrong(kinds, matches, i + 1, matches[i]) == 1);
                var next = right ? (top.Level + 1) | 1 : (top.Level + 2) & ~1;
                if (next <= DeepestLevel && lostIsolates == 0 && lostEmbeddings == 0)
                {
                    if (IsIsolate(kind)) isolates++;
                    stack.Push(((byte)next, kind switch { RLO => R, LRO => L, _ => ON }, IsIsolate(kind)));
                }
                else if (IsIsolate(kind)) lostIsolates++;
                else if (lostIsolates == 0) lostEmbeddings++;
            }
            else if (kind == BidiClass.PDF && lostIsolates == 0)
            {
                if (lostEmbeddings > 0) lostEmbeddings--;
                else if (!top.Isolate && stack.Count > 1) stack.Pop();
            }
        }
    }

    // Rule X10: level runs, joined over isolates into sequences.
    private static List<BidiRun> Runs(BidiClass[] kinds, BidiClass[] original, string? text, byte[] levels, int[] matches, byte paragraph)
    {
        var kept = Enumerable.Range(0, kinds.Length).Where(i => !IsRemoved(original[i])).ToList();
        var runs = new List<List<int>>();
        for (var k = 0; k < kept.Count; k++)
        {
            if (k == 0 || levels[kept[k]] != levels[kept[k - 1]]) runs.Add([]);
            runs[^1].Add(kept[k]);
        }

        var order = new Dictionary<int, int>();
        for (var k = 0; k < kept.Count; k++) order[kept[k]] = k;
        var startsAt = runs.ToDictionary(run => run[0]);
        var sequences = new List<BidiRun>();
        foreach (var run in runs)
        {
            if (original[run[0]] == PDI && matches[run[0]] >= 0) continue;

            var places = new List<int>(run);
            while (IsIsolate(original[places[^1]]) && matches[places[^1]] < kinds.Length) places.AddRange(startsAt[matches[places[^1]]]);

            var (first, last) = (order[places[0]], order[places[^1]]);
            int level = levels[places[0]];
            int left = first > 0 ? levels[kept[first - 1]] : paragraph;
            int right = IsIsolate(original[places[^1]]) || last == kept.Count - 1 ? paragraph : levels[kept[last + 1]];
            sequences.Add(new BidiRun(kinds, text, levels, places, Side(level, left), Side(level, right)));
        }

        return sequences;

        static BidiClass Side(int level, int neighbour) => Math.Max(level, neighbour) % 2 == 0 ? L : R;
    }

    // Rule L1 for separators and the end of the text; removed characters take the level before them.
    private static void Reset(BidiClass[] classes, byte[] levels, byte paragraph)
    {
        var trailing = true;
        for (var i = classes.Length - 1; i >= 0; i--)
        {
            if (classes[i] is S or B) trailing = true;
            else if (!(classes[i] is WS || IsIsolate(classes[i]) || classes[i] == PDI || IsRemoved(classes[i]))) trailing = false;
            if (trailing) levels[i] = paragraph;
        }

        for (var i = 0; i < classes.Length; i++)
        {
            if (IsRemoved(classes[i])) levels[i] = i > 0 ? levels[i - 1] : paragraph;
        }
    }

    private static bool IsIsolate(BidiClass kind) => kind is LRI or RLI or FSI;

    private static bool IsRemoved(BidiClass kind) => kind is LRE or RLE or LRO or RLO or BidiClass.PDF or BN;
}
