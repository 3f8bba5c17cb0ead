namespace SmsViro.Core.Rights.Complaining;

/// <summary>How what a complaint is about is said, on screen, on paper and in the sealed column.</summary>
public static class ComplaintWords
{
    public static string Of(ComplaintAbout about) => about switch
    {
        ComplaintAbout.Handling => "How we use or look after my data",
        ComplaintAbout.Answer => "How we answered a request of mine",
        ComplaintAbout.Decision => "A rule refused me something",
    };
}
