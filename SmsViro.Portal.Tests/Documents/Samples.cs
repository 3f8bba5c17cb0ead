namespace SmsViro.Portal.Tests.Documents;

/// <summary>A text message in each script that our fonts cover.</summary>
internal static class Samples
{
    public const string Arabic = "رمز التحقق الخاص بك صالح لمدة عشر دقائق لا تشاركه مع أحد";
    public const string Hindi = "आपका सत्यापन कोड 481516 है और दस मिनट तक मान्य है। इसे किसी के साथ साझा न करें। क्षत्रिय विद्यार्थी";

    public const string Hebrew = "קוד האימות שלך תקף לעשר דקות אל תמסור אותו לאיש";
    public const string Thai = "รหัสยืนยันของคุณคือ 481516 ใช้ได้ภายในสิบนาที โปรดอย่าเปิดเผยรหัสนี้แก่ผู้อื่น น้ำใจและเวลาเป็นของมีค่า";
    public const string Japanese = "認証コードは481516です。十分以内に入力してください。「直骨」は漢字、ｶﾅは半角。";

    /// <summary>Scripts that read to the left; poppler gives their words as they stand on paper.</summary>
    public static bool IsTurned(string script) => script is "Arabic" or "Hebrew";

    public static TheoryData<string, string> Scripts => new()
    {
        { "Latin", "Your code is 481 516 -> do not share it; fi, ffl and 2x3 copy as typed. Français, Žluťoučký kůň, İstanbul, Tiếng Việt." },
        { "Greek", "Ο κωδικός σας είναι 481516 και λήγει σε δέκα λεπτά. Μην τον δώσετε σε κανέναν." },
        { "Cyrillic", "Ваш код подтверждения 481516 действует десять минут. Їжак, Ґанок, Ўзбекистон." },
        { "Chinese", "您的验证码是481516，十分钟内有效。请勿将验证码告诉他人，谢谢您使用我们的短信服务。" },
        { "Traditional Chinese", "您的驗證碼是481516，十分鐘內有效。請勿將驗證碼告訴他人，謝謝您使用我們的簡訊服務。" },
        { "Japanese", Japanese },
        { "Korean", "인증번호는 481516이며 십 분 동안 유효합니다. 다른 사람에게 알려 주지 마세요. 뷁쀍 \u1112\u1161\u11AB" },
        { "Arabic", Arabic },
        { "Hebrew", Hebrew },
        { "Devanagari", Hindi },
        { "Bengali", "আপনার যাচাইকরণ কোড 481516 এবং এটি দশ মিনিট পর্যন্ত বৈধ। কারও সাথে শেয়ার করবেন না। ক্ষমতা বিজ্ঞান শ্রী" },
        { "Tamil", "உங்கள் சரிபார்ப்புக் குறியீடு 481516 ஆகும்; இது பத்து நிமிடங்கள் வரை செல்லும். யாருடனும் பகிர வேண்டாம். கொள்கை ஸ்ரீ" },
        { "Thai", Thai },
        { "Emoji", "Order shipped 🚚 tomorrow 😀👍🏽 family 👨‍👩‍👧 flag 🇬🇷 heart ❤️ end" },
        { "Signs", "①②⑩ ★☆■□●○◎◇◆△▲▽▼ ※ →←↑↓⇒ ♪ ♥♡ ✓✗ ≤≥≠±×÷∞√∑ ⅓ ㈱℃№ ₩₪฿₹৳ 𝐇𝐢" },
    };
}
