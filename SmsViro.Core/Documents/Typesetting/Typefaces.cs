using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Core.Documents.Typesetting;

/// <summary>The fonts of a style in the order they are asked for a character. A font is opened when the first text needs it.</summary>
internal static class Typefaces
{
    private const int EmojiSelector = 0xFE0F;

    private static readonly string[] Slices = ["latin", "latin-ext", "cyrillic", "greek", "vietnamese", "cyrillic-ext", "greek-ext"];

    private static int _opened;

    private static readonly Lazy<Typeface> Emoji = Open("noto-emoji-emoji-400-normal.woff", .92f);

    private static readonly Lazy<Typeface>[] Alphabets =
    [
        Open("NotoSansArabic-Regular.ttf", 1.06f),
        Open("noto-sans-hebrew-hebrew-400-normal.woff", 1.04f),
        Open("noto-sans-devanagari-devanagari-400-normal.woff", 1.04f),
        Open("noto-sans-bengali-bengali-400-normal.woff", 1.04f),
        Open("noto-sans-tamil-tamil-400-normal.woff", 1f),
        Open("noto-sans-thai-thai-400-normal.woff", 1.06f),
        Emoji,
    ];

    private static readonly Lazy<Typeface>
        Simplified = Open("noto-sans-sc-chinese-simplified-400-normal.woff", 1f),
        Traditional = Open("noto-sans-tc-chinese-traditional-400-normal.woff", 1f),
        Japanese = Open("noto-sans-jp-japanese-400-normal.woff", 1f),
        Korean = Open("noto-sans-kr-korean-400-normal.woff", 1f),
        KoreanSigns = Open("noto-sans-kr-111-400-normal.woff", 1f);

    private static readonly Lazy<Typeface>[] Signs =
    [
        Open("noto-sans-symbols-symbols-400-normal.woff", 1f),
        Open("noto-sans-symbols-2-symbols-400-normal.woff", 1f),
        Open("noto-sans-math-latin-400-normal.woff", 1f),
    ];

    // The letters of Europe in the style asked for, then everybody else's in the one weight there is.
    private static readonly Lazy<Typeface>[] Regular = [.. Slices.Select(slice => Open($"inter-{slice}-400-normal.woff", 1f, plain: true)), .. Alphabets];

    private static readonly Lazy<Typeface>[] Bold = [.. Slices.Select(slice => Open($"inter-{slice}-600-normal.woff", 1f, plain: true)), .. Regular];

    private static readonly Lazy<Typeface>[] Mono =
        [.. Slices[..4].Select(slice => Open($"jetbrains-mono-{slice}-400-normal.woff", .93f, plain: true)), .. Regular];

    /// <summary>The face for characters that every face lacks a picture of, and none needs one.</summary>
    public static Typeface First(RunStyle style) => Of(style)[0].Value;

    /// <summary>The first face with a picture for every character that wants one, or null.</summary>
    public static Typeface? For(RunStyle style, HanStyle han, ReadOnlySpan<int> characters)
    {
        if (characters.Contains(EmojiSelector) && CoversAll(Emoji.Value, characters)) return Emoji.Value;

        return Among(Of(style), characters) ?? Among(Of(han), characters) ?? Among(Signs, characters);
    }

    private static Lazy<Typeface>[] Of(RunStyle style) => style switch
    {
        RunStyle.Regular => Regular,
        RunStyle.Bold => Bold,
        RunStyle.Mono => Mono,
    };

    private static Lazy<Typeface>[] Of(HanStyle han) => han switch
    {
        HanStyle.Chinese => [Simplified, Traditional, Japanese, Korean, KoreanSigns],
        HanStyle.Japanese => [Japanese, Simplified, Traditional, Korean, KoreanSigns],
        HanStyle.Korean => [Korean, KoreanSigns, Traditional, Japanese, Simplified],
    };

    private static Typeface? Among(Lazy<Typeface>[] faces, ReadOnlySpan<int> characters)
    {
        foreach (var face in faces)
        {
            if (CoversAll(face.Value, characters)) return face.Value;
        }

        return null;
    }

    private static bool CoversAll(Typeface face, ReadOnlySpan<int> characters)
    {
        foreach (var character in characters)
        {
            if (!Characters.IsSilent(character) && !face.Covers(character)) return false;
        }

        return true;
    }

    private static Lazy<Typeface> Open(string file, float scale, bool plain = false)
    {
        var number = _opened++;
        return new(() => new Typeface(number, file, scale, plain));
    }
}
