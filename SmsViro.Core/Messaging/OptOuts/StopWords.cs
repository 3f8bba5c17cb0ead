using System.Globalization;
using System.Text;

namespace SmsViro.Core.Messaging.OptOuts;

/// <summary>What a reply asks for.</summary>
public enum ReplyWish
{
    /// <summary>It is an answer, not a command.</summary>
    None,
    Stop,
    Start,
}

/// <summary>
/// Reads STOP and START out of a reply, in the languages people write them in, whatever their case, accents and full stops. A sentence counts when it says
/// nothing else ("please stop texting me"); a sentence that also says something ("stop by at nine") is an answer.
/// </summary>
public static class StopWords
{
    private static readonly HashSet<string> Stop = Words(
        "stop stopall unsubscribe cancel end quit optout opt-out revoke remove td",
        "arret desabonner desinscrire", "stopp abmelden abbestellen", "baja alto cancelar parar", "sair pare cancelar", "basta annulla disiscrivi", "stop afmelden",
        "afmeld frameld", "avsluta avregistrera", "avslutt", "lopeta peruuta", "zastav odhlasit", "rezygnuje wypisz", "odjava", "opreste dezabonare", "leiratkozas",
        "стоп отписка відписатись отказ спри", "στοπ διαγραφη", "dur iptal ret", "توقف ايقاف الغاء", "עצור הסר", "रोको बंद", "বন্ধ", "நிறுத்து", "หยุด ยกเลิก",
        "退订 退訂 停止 取消", "配信停止", "수신거부 중지 거부", "berhenti", "huy");

    private static readonly HashSet<string> Start = Words(
        "start unstop subscribe optin opt-in", "reprendre abonner", "anmelden", "alta reanudar", "iniciar", "inizia attiva", "aanmelden", "tilmeld", "starta", "aloita",
        "старт подписаться", "εναρξη", "basla", "ابدا اشترك", "התחל", "开始 開始 订阅", "시작");

    // In English a sentence is understood too when each of its words belongs to the wish.
    private static readonly HashSet<string> Courtesy = Words("please pls kindly now thanks thank you texting messaging sending texts text messages message sms me my us these this them all to from list number");

    private static readonly HashSet<string> StopVerbs = Words("stop unsubscribe remove cancel");

    public static ReplyWish Of(string text)
    {
        if (text.Length > 80) return ReplyWish.None;

        var words = Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => ReplyWish.None,
            [var only] when Start.Contains(only) => ReplyWish.Start,
            [var only] when Stop.Contains(only) => ReplyWish.Stop,
            ["stop", "all"] or ["opt", "out"] => ReplyWish.Stop,
            ["opt", "in"] => ReplyWish.Start,
            _ => words.Any(StopVerbs.Contains) && words.All(word => StopVerbs.Contains(word) || Courtesy.Contains(word)) ? ReplyWish.Stop : ReplyWish.None,
        };
    }

    private static HashSet<string> Words(params ReadOnlySpan<string> lists)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in lists)
            foreach (var word in list.Split(' ')) words.Add(Plain(word));
        return words;
    }

    // Letters, digits and hyphens in lower case, without accents, Latin or Arabic; the vowel signs of India and Thailand are letters to their readers and stay.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark && rune.Value is < 0x0370 or (>= 0x064B and <= 0x065F)) continue;

            var belongs = Rune.IsLetterOrDigit(rune) || rune.Value == '-' || category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            plain.Append(belongs ? Rune.ToLowerInvariant(rune).ToString() : " ");
        }

        return plain.ToString().Trim().Replace(" - ", " ", StringComparison.Ordinal);
    }
}
