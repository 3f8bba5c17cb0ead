using static SmsViro.Core.Documents.Unicode.BidiClass;

namespace SmsViro.Core.Documents.Unicode;

/// <summary>
/// One isolating run sequence of UAX #9: the places of text whose direction is decided together.
/// (1) Weak kinds lean on what precedes  (2) Brackets on what they hold  (3) Neutrals on their neighbours  (4) Levels follow
/// </summary>
internal sealed class BidiRun(BidiClass[] classes, string? text, byte[] levels, List<int> places, BidiClass before, BidiClass after)
{
    // Every pair of brackets that Unicode lets mirror each other: opening, closing, opening, closing ...
    private const string Pairs =
        "()[]{}\u0F3A\u0F3B\u0F3C\u0F3D\u169B\u169C\u2045\u2046\u207D\u207E" +
        "\u208D\u208E\u2308\u2309\u230A\u230B\u2329\u232A\u2768\u2769\u276A\u276B\u276C\u276D\u276E\u276F" +
        "\u2770\u2771\u2772\u2773\u2774\u2775\u27C5\u27C6\u27E6\u27E7\u27E8\u27E9\u27EA\u27EB\u27EC\u27ED" +
        "\u27EE\u27EF\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298A\u298B\u298C\u298D\u2990\u298F\u298E" +
        "\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29D8\u29D9\u29DA\u29DB\u29FC\u29FD\u2E22\u2E23" +
        "\u2E24\u2E25\u2E26\u2E27\u2E28\u2E29\u2E55\u2E56\u2E57\u2E58\u2E59\u2E5A\u2E5B\u2E5C\u3008\u3009" +
        "\u300A\u300B\u300C\u300D\u300E\u300F\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301A\u301B" +
        "\uFE59\uFE5A\uFE5B\uFE5C\uFE5D\uFE5E\uFF08\uFF09\uFF3B\uFF3D\uFF5B\uFF5D\uFF5F\uFF60\uFF62\uFF63";

    private const int MostOpenBrackets = 63;

    private readonly BidiClass[] _kinds = [.. places.Select(place => classes[place])];
    private readonly int _level = levels[places[0]];

    private BidiClass Embedding => _level % 2 == 0 ? L : R;

    public void Resolve()
    {
        // :: Step 1: W1 to W7
        ResolveMarks();
        ResolveDigits();
        ResolveSeparators();
        ResolveLatinDigits();

        // :: Step 2: N0
        if (text is not null) ResolveBrackets();

        // :: Step 3: N1 and N2
        ResolveNeutrals();

        // :: Step 4: I1 and I2
        for (var i = 0; i < places.Count; i++)
        {
            var raise = _kinds[i] switch
            {
                L => _level % 2,
                R => 1 - _level % 2,
                _ => 2 - _level % 2,
            };
            levels[places[i]] = (byte)(_level + raise);
        }
    }

    private void ResolveMarks()
    {
        var previous = before;
        for (var i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i] == NSM) _kinds[i] = previous is LRI or RLI or FSI or PDI ? ON : previous;
            previous = _kinds[i];
        }
    }

    private void ResolveDigits()
    {
        var strong = before;
        for (var i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i] is L or R or AL) strong = _kinds[i];
            else if (_kinds[i] == EN && strong == AL) _kinds[i] = AN;
        }

        for (var i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i] == AL) _kinds[i] = R;
        }
    }

    private void ResolveSeparators()
    {
        for (var i = 1; i < _kinds.Length - 1; i++)
        {
            var (left, right) = (_kinds[i - 1], _kinds[i + 1]);
            if (_kinds[i] is ES or CS && left == right && (left == EN || (left == AN && _kinds[i] == CS))) _kinds[i] = left;
        }

        for (var i = 0; i < _kinds.Length;)
        {
            var end = i;
            while (end < _kinds.Length && _kinds[end] == ET) end++;
            if (end > i && ((i > 0 && _kinds[i - 1] == EN) || (end < _kinds.Length && _kinds[end] == EN)))
                Array.Fill(_kinds, EN, i, end - i);
            i = Math.Max(end, i + 1);
        }

        for (var i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i] is ES or ET or CS) _kinds[i] = ON;
        }
    }

    private void ResolveLatinDigits()
    {
        var strong = before;
        for (var i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i] is L or R) strong = _kinds[i];
            else if (_kinds[i] == EN && strong == L) _kinds[i] = L;
        }
    }

    private void ResolveBrackets()
    {
        foreach (var (open, close) in BracketPairs())
        {
            var inside = ON;
            for (var i = open + 1; i < close && inside != Embedding; i++)
            {
                if (Strong(_kinds[i]) is L or R) inside = Strong(_kinds[i]);
            }

            if (inside == ON) continue;

            if (inside != Embedding) inside = StrongBefore(open) == inside ? inside : Embedding;
            Settle(open, inside);
            Settle(close, inside);
        }
    }

    private void Settle(int bracket, BidiClass direction)
    {
        _kinds[bracket] = direction;
        for (var i = bracket + 1; i < _kinds.Length && classes[places[i]] == NSM; i++) _kinds[i] = direction;
    }

    private List<(int Open, int Close)> BracketPairs()
    {
        var pairs = new List<(int Open, int Close)>();
        var open = new List<(char Closer, int At)>();
        for (var i = 0; i < _kinds.Length; i++)
        {
            if (_kinds[i] != ON) continue;

            var bracket = Canonical(text![places[i]]);
            var known = Pairs.IndexOf(bracket, StringComparison.Ordinal);
            if (known < 0) continue;

            if (known % 2 == 0)
            {
                if (open.Count == MostOpenBrackets) return [];
                open.Add((Pairs[known + 1], i));
                continue;
            }

            var match = open.FindLastIndex(one => one.Closer == bracket);
            if (match < 0) continue;
            pairs.Add((open[match].At, i));
            open.RemoveRange(match, open.Count - match);
        }

        pairs.Sort();
        return pairs;
    }

    private BidiClass StrongBefore(int at)
    {
        for (var i = at - 1; i >= 0; i--)
        {
            if (Strong(_kinds[i]) is L or R) return Strong(_kinds[i]);
        }

        return before;
    }

    private void ResolveNeutrals()
    {
        for (var i = 0; i < _kinds.Length;)
        {
            var end = i;
            while (end < _kinds.Length && _kinds[end] is B or S or WS or ON or FSI or LRI or RLI or PDI) end++;
            if (end > i)
            {
                var left = i > 0 ? Strong(_kinds[i - 1]) : before;
                var right = end < _kinds.Length ? Strong(_kinds[end]) : after;
                Array.Fill(_kinds, left == right ? left : Embedding, i, end - i);
            }

            i = Math.Max(end, i + 1);
        }
    }

    // Numbers count as right-to-left neighbours.
    private static BidiClass Strong(BidiClass kind) => kind is EN or AN ? R : kind;

    private static char Canonical(char bracket) => bracket switch
    {
        '\u2329' => '\u3008',
        '\u232A' => '\u3009',
        _ => bracket,
    };
}
