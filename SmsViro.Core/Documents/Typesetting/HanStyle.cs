namespace SmsViro.Core.Documents.Typesetting;

/// <summary>In whose manner Han characters are drawn: one code point looks different in Beijing, Tokyo and Seoul.</summary>
internal enum HanStyle : byte
{
    Chinese,
    Japanese,
    Korean,
}

/// <summary>Tells it from a text's own letters: kana are Japanese, hangul is Korean; without either the paper's language says.</summary>
internal static class HanStyles
{
    private const char FirstOfTheEast = '\u1100';

    public static HanStyle OfLanguage(string tag) => tag.Split('-')[0] switch
    {
        "ja" => HanStyle.Japanese,
        "ko" => HanStyle.Korean,
        _ => HanStyle.Chinese,
    };

    public static HanStyle Of(ReadOnlySpan<char> text, HanStyle otherwise)
    {
        if (!text.ContainsAnyInRange(FirstOfTheEast, '\uFFEF')) return otherwise;
        if (text.ContainsAnyInRange('\u3041', '\u30FA') || text.ContainsAnyInRange('\uFF66', '\uFF9F')) return HanStyle.Japanese;

        return text.ContainsAnyInRange('\uAC00', '\uD7A3') || text.ContainsAnyInRange('\u1100', '\u11FF') || text.ContainsAnyInRange('\u3131', '\u318E')
            ? HanStyle.Korean
            : otherwise;
    }
}
