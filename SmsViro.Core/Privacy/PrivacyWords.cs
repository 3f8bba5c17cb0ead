namespace SmsViro.Core.Privacy;

/// <summary>How this slice's kinds are said, on screen and on paper alike.</summary>
public static class PrivacyWords
{
    public static string Of(RestrictionGround ground) => ground switch
    {
        RestrictionGround.Disputed => "You say that it is wrong, and we check it (Article 18(1)(a))",
        RestrictionGround.Unlawful => "We use it against the law, and you want it kept (Article 18(1)(b))",
        RestrictionGround.NeededForClaims => "You need it for a legal claim (Article 18(1)(c))",
        RestrictionGround.ObjectionOpen => "You objected, and the answer is open (Article 18(1)(d))",
    };

    public static string Of(LegitimateUse use) => use switch
    {
        LegitimateUse.FormerDetails => "Keeping details you replaced",
        LegitimateUse.DirectMarketing => "Advertising to you",
        LegitimateUse.SignInSecurity => "Counting wrong passwords on your account",
    };

    /// <summary>The activity that an objection ends; null where no activity rests on the use.</summary>
    public static string? ActivityOf(LegitimateUse use) => use switch
    {
        LegitimateUse.FormerDetails => "former-details",
        LegitimateUse.DirectMarketing => null,
        LegitimateUse.SignInSecurity => "sign-in-security",
    };

    /// <summary>What an objection changes at once.</summary>
    public static string Effect(LegitimateUse use) => use switch
    {
        LegitimateUse.FormerDetails => "We delete the former values of your details now and keep none from here on. A change you did not make can then no longer be undone",
        LegitimateUse.DirectMarketing => "We never advertise to you. If you had agreed to letters about new features, that ends now",
        LegitimateUse.SignInSecurity => "We no longer record wrong passwords on your account, nor write to you about them; five within ten minutes still make it rest, which nothing remembers",
    };

    public static string Of(PolicyWay way) => way switch
    {
        PolicyWay.Opening => "Beside the button that opened the account",
        PolicyWay.Page => "At the top of a page",
        PolicyWay.Mail => "By mail",
    };

    public static string Of(ConsentKind kind) => kind switch
    {
        ConsentKind.ProductNews => "Letters about new features",
    };
}
