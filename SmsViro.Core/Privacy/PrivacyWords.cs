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
        LegitimateUse.DirectMarketing => "Using your data to advertise",
        LegitimateUse.SignInSecurity => "Counting wrong passwords on your account",
    };

    /// <summary>The activity that an objection ends; null where no activity rests on the use.</summary>
    public static string? ActivityOf(LegitimateUse use) => use switch
    {
        LegitimateUse.FormerDetails => "former-details",
        LegitimateUse.DirectMarketing => null,
        LegitimateUse.SignInSecurity => "sign-in-security",
    };

    /// <summary>What an objection would change at once, for whoever has not objected yet.</summary>
    public static string Effect(LegitimateUse use) => use switch
    {
        LegitimateUse.FormerDetails => "If you object, the former values of your details are deleted and none is kept from then on. A change you did not make can then no longer be undone",
        LegitimateUse.DirectMarketing => "We do not do it today. If you object, we may not start with you, and letters about new features end if you had agreed to them",
        LegitimateUse.SignInSecurity => "If you object, wrong passwords on your account are no longer recorded and you get no letter about them; five within ten minutes still make it rest, which nothing remembers",
    };

    /// <summary>What an objection has changed, for the letter that confirms it.</summary>
    public static string Done(LegitimateUse use) => use switch
    {
        LegitimateUse.FormerDetails => "We have deleted the former values of your details and keep none from now on. A change you did not make can no longer be undone",
        LegitimateUse.DirectMarketing => "We do not use your data to advertise. If you had agreed to letters about new features, that has ended",
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
