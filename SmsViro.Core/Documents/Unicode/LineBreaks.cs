using static SmsViro.Core.Documents.Unicode.BreakClass;

namespace SmsViro.Core.Documents.Unicode;

/// <summary>Where a line may end: UAX #14 of Unicode 15, with numbers kept whole as its example 7 does.</summary>
internal ref struct LineBreaks(string text)
{
    private BreakClass _base = BK;      // the class before the present one, marks and spaces skipped
    private BreakClass _earlier = BK;   // the class before _base, for LB21a
    private bool _spaced;               // spaces stand between _base and the present one
    private bool _joined;               // a zero-width joiner stands directly before
    private bool _number;               // _base ends a number: NU (NU | SY | IS)*
    private bool _closed;               // _base closes a number's bracket, as in "(12)%"
    private int _flags;                 // regional indicators directly before

    private int _at;

    /// <summary>The next place after which a line may end, or -1 when the text is over.</summary>
    public int Next()
    {
        while (_at < text.Length)
        {
            var pair = char.IsHighSurrogate(text[_at]) && _at + 1 < text.Length;
            var kind = Characters.BreakOf(pair ? char.ConvertToUtf32(text, _at) : text[_at]);
            var here = _at;
            var breaks = here > 0 && MayBreakBefore(kind, pair ? here + 2 : here + 1);
            Advance(kind, here == 0);
            _at += pair ? 2 : 1;
            if (breaks) return here;
        }

        return _at++ == text.Length && text.Length > 0 ? text.Length : -1;
    }

    private readonly bool MayBreakBefore(BreakClass next, int afterNext)
    {
        if (!_spaced && _base is BK or LF or NL) return true;
        if (!_spaced && _base == CR) return next != LF;
        if (next is BK or CR or LF or NL or SP or ZW) return false;
        if (_base == ZW) return true;
        if (_joined) return false;
        if (next is CM or ZWJ)
        {
            if (!_spaced) return false;
            next = AL;
        }

        if (next == WJ || (!_spaced && _base is WJ or GL)) return false;
        if (next == GL && !_spaced && _base is not (BA or HY)) return false;
        if (next is CL or CP or CPW or EX or IS or SY) return false;
        if (_base is OP or OPW) return false;
        if (_base == QU && next is OP or OPW) return false;
        if (_base is CL or CP or CPW && next == NS) return false;
        if (_base == B2 && next == B2) return false;
        if (_spaced) return true;

        return Apart(next, afterNext);
    }

    // Rules LB19 to LB31: nothing but the two neighbours matters.
    private readonly bool Apart(BreakClass next, int afterNext)
    {
        var (left, right) = (_base, next);
        if (left == QU || right == QU) return false;
        if (left == CB || right == CB) return true;
        if (right is BA or HY or NS || left == BB) return false;
        if (left is HY or BA && _earlier == HL) return false;
        if (left == SY && right == HL) return false;
        if (right == IN) return false;
        if ((Letter(left) && right == NU) || (left == NU && Letter(right))) return false;
        if ((left == PR && right is ID or IDP or EB or EM) || (left is ID or IDP or EB or EM && right == PO)) return false;
        if ((left is PR or PO && Letter(right)) || (Letter(left) && right is PR or PO)) return false;
        if (InNumber(left, right, afterNext)) return false;
        if (left == JL && right is JL or JV or H2 or H3) return false;
        if (left is JV or H2 && right is JV or JT) return false;
        if (left is JT or H3 && right == JT) return false;
        if ((left is JL or JV or JT or H2 or H3 && right == PO) || (left == PR && right is JL or JV or JT or H2 or H3)) return false;
        if ((Letter(left) || left == IS) && Letter(right)) return false;
        if ((Letter(left) || left == NU) && right == OP) return false;
        if (left == CP && (Letter(right) || right == NU)) return false;
        if (left == RI && right == RI) return _flags % 2 == 0;
        return !(left is EB or IDP && right == EM);
    }

    // LB25: (PR | PO)? (OP | HY)? NU (NU | SY | IS)* (CL | CP)? (PR | PO)?
    private readonly bool InNumber(BreakClass left, BreakClass right, int afterNext) => (left, right) switch
    {
        (PR or PO or HY or OP or OPW, NU) => true,
        (PR or PO, OP or OPW or HY) => afterNext < text.Length && Characters.BreakOf(text[afterNext]) == NU,
        (_, NU) => _number,
        (_, PR or PO) => _number || _closed,
        _ => false,
    };

    private static bool Letter(BreakClass kind) => kind is AL or HL;

    private void Advance(BreakClass kind, bool first)
    {
        _joined = kind == ZWJ;
        if (kind == SP)
        {
            _spaced = true;
            if (first) _base = AL;
            return;
        }

        if (kind is CM or ZWJ)
        {
            // A mark belongs to what it stands on; alone it is a letter.
            if (!first && !_spaced && _base is not (BK or CR or LF or NL or ZW)) return;
            kind = AL;
        }

        _closed = !_spaced && _number && kind is CL or CP or CPW;
        _number = kind == NU || (!_spaced && _number && kind is SY or IS);
        _flags = kind == RI ? (_spaced ? 1 : _flags + 1) : 0;
        _earlier = _spaced ? SP : _base;
        _base = kind;
        _spaced = false;
    }
}
