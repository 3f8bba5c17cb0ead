namespace SmsViro.Portal.Tests.Documents;

/// <summary>A text message in each script that our fonts cover.</summary>
internal static class Samples
{
    public const string Arabic = "رمز التحقق الخاص بك صالح لمدة عشر دقائق لا تشاركه مع أحد";
    public const string Hindi = "आपका सत्यापन कोड 481516 है और दस मिनट तक मान्य है। इसे किसी के साथ साझा न करें। क्षत्रिय विद्यार्थी";

    public static TheoryData<string, string> Scripts => new()
    {
        { "Latin", "Your code is 481 516 -> do not share it; fi, ffl and 2x3 copy as typed. Français, Žluťoučký kůň, İstanbul, Tiếng Việt." },
        { "Greek", "Ο κωδικός σας είναι 481516 και λήγει σε δέκα λεπτά. Μην τον δώσετε σε κανέναν." },
        { "Cyrillic", "Ваш код подтверждения 481516 действует десять минут. Їжак, Ґанок, Ўзбекистон." },
        { "Chinese", "您的验证码是481516，十分钟内有效。请勿将验证码告诉他人，谢谢您使用我们的短信服务。" },
        { "Arabic", Arabic },
        { "Devanagari", Hindi },
        { "Emoji", "Order shipped 🚚 tomorrow 😀👍🏽 family 👨‍👩‍👧 flag 🇬🇷 heart ❤️ end" },
    };
}
