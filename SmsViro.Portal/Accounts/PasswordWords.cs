using SmsViro.Core.Accounts.Credentials;

namespace SmsViro.Portal.Accounts;

/// <summary>What is wrong with a new password, and what to do.</summary>
internal static class PasswordWords
{
    public static string For(PasswordFlaw flaw) => flaw switch
    {
        PasswordFlaw.TooShort => "That is shorter than 8 characters. Type a longer one",
        PasswordFlaw.TooLong => "That is longer than 128 characters. Type a shorter one",
        PasswordFlaw.Common => "That is among the first that anyone would guess. Type another: three or four words in a row are strong",
        PasswordFlaw.AboutYou => "That is made of your address or our name, which anyone would try. Type another",
    };
}
