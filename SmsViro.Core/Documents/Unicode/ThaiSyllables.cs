namespace SmsViro.Core.Documents.Unicode;

/// <summary>
/// Where a Thai text may be parted. Thai puts no space between words and UAX #14 leaves their ends to a dictionary, which this house does not carry.
/// Some ends of syllables are certain from the spelling alone: before a vowel that is written before its consonant (เ แ โ ใ ไ), and after ะ, ำ and ๆ.
/// Only those are offered, so a line may end inside a long word, but never inside a syllable.
/// </summary>
internal static class ThaiSyllables
{
    private const char First = '\u0E01', LastConsonant = '\u0E2E', SaraA = '\u0E30', SaraAm = '\u0E33', SaraE = '\u0E40', SaraAiMaimalai = '\u0E44', MaiYamok = '\u0E46';

    /// <summary>The next certain end of a syllable after <paramref name="from"/>, or <paramref name="end"/>.</summary>
    public static int NextEnd(string text, int from, int end)
    {
        for (var at = from + 1; at < end; at++)
        {
            if (EndsBefore(text[at - 1], text[at])) return at;
        }

        return end;
    }

    private static bool EndsBefore(char last, char next) =>
        IsThai(last) && !LeadsSyllable(last) && (LeadsSyllable(next) || (last is SaraA or SaraAm or MaiYamok && next is >= First and <= LastConsonant));

    private static bool IsThai(char letter) => letter is >= First and <= '\u0E4E';

    private static bool LeadsSyllable(char letter) => letter is >= SaraE and <= SaraAiMaimalai;
}
