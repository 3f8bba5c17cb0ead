using SmsViro.Core.Documents.Unicode;

namespace SmsViro.Core.Documents.Typesetting;

/// <summary>The fonts of a style in the order they are asked for a character. A font is opened when the first text needs it.</summary>
internal static class Typefaces
{
    private const int EmojiSelector = 0xFE0F;

    private static readonly string[] Slices = ["latin", "latin-ext", "cyrillic", "greek", "vietnamese", "cyrillic-ext", "greek-ext"];

    private static int _opened;

    private static readonly Lazy<Typeface> Emoji = Open("noto-emoji-emoji-400-normal.woff", .92f);

    private static readonly Lazy<Typeface>[] World =
    [
        Open("NotoSansArabic-Regular.ttf", 1.06f),
        Open("noto-sans-devanagari-devanagari-400-normal.woff", 1.04f),
        Emoji,
        Open("noto-sans-sc-chinese-simplified-400-normal.woff", 1f),
    ];

    private static readonly Lazy<Typeface>[] Regular = [.. Slices.Select(slice => Open($"inter-{slice}-400-normal.woff", 1f, plain: true)), .. World];

    private static readonly Lazy<Typeface>[] Bold = [.. Slices.Select(slice => Open($"inter-{slice}-600-normal.woff", 1f, plain: true)), .. Regular];

    private static readonly Lazy<Typeface>[] Mono =
        [.. Slices[..4].Select(slice => Open($"jetbrains-mono-{slice}-400-normal.woff", .93f, plain: true)), .. Regular];

    /// <summary>The face for characters that every face lacks a picture of, and none needs one.</summary>
    public static Typeface First(RunStyle style) => Of(style)[0].Value;

    /// <summary>The first face with a picture for every character that wants one, or null.</summary>
    public static Typeface? For(RunStyle style, ReadOnlySpan<int> characters)
    {
        if (characters.Contains(EmojiSelector) && CoversAll(Emoji.Value, characters)) return Emoji.Value;

        foreach (var face in Of(style))
        {
            if (CoversAll(face.Value, characters)) return face.Value;
        }

        return null;
    }

    private static Lazy<Typeface>[] Of(RunStyle style) => style switch
    {
        RunStyle.Regular => Regular,
        RunStyle.Bold => Bold,
        RunStyle.Mono => Mono,
    };

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
