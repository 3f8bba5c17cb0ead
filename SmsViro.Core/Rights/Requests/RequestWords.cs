namespace SmsViro.Core.Rights.Requests;

/// <summary>How grounds, outcomes and channels are said, on screen and on paper alike.</summary>
public static class RequestWords
{
    public static string Of(RequestChannel channel) => channel switch
    {
        RequestChannel.Portal => "In the portal",
        RequestChannel.Mail => "By e-mail",
        RequestChannel.Telephone => "By telephone",
        RequestChannel.Paper => "On paper",
    };

    public static string Of(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Whole => "All you asked for",
        RequestOutcome.Part => "Part of what you asked for",
        RequestOutcome.Refused => "Refused",
    };

    public static string Of(ExtensionReason reason) => reason switch
    {
        ExtensionReason.Complexity => "the request is complex",
        ExtensionReason.NumberOfRequests => "you made several requests",
    };

    public static string Of(RefusalGround ground) => $"{Plain(ground)} (GDPR {RefusalGrounds.Article(ground)})";

    private static string Plain(RefusalGround ground) => ground switch
    {
        RefusalGround.ManifestlyUnfounded => "the request is manifestly unfounded",
        RefusalGround.Excessive => "the request repeats earlier ones and is excessive",
        RefusalGround.CannotIdentify => "we cannot tell which of this data is yours",
        RefusalGround.RightsOfOthers => "it would harm the rights of another person",
        RefusalGround.FreedomOfExpression => "the data is needed for the freedom of expression and information",
        RefusalGround.LegalObligation => "a law obliges us to keep the data",
        RefusalGround.PublicHealth => "the data is needed for public health",
        RefusalGround.Archiving => "the data is needed for archives or research in the public interest",
        RefusalGround.LegalClaims => "the data is needed for legal claims",
        RefusalGround.RestrictedByLaw => "a law restricts this right",
    };
}
