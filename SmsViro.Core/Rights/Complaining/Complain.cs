using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Complaining;

/// <summary>What a complaint is about; the words are sealed with it.</summary>
public enum ComplaintAbout
{
    /// <summary>How we use or look after her data.</summary>
    Handling = 1,

    /// <summary>How we answered a request of hers.</summary>
    Answer = 2,

    /// <summary>What a rule refused her, which a person is to look at.</summary>
    Decision = 3,
}

/// <summary>Why nothing was taken down.</summary>
public enum ComplaintRefusal
{
    /// <summary>What happened must be said, in 10 to 2,000 letters.</summary>
    NeedsWords = 1,

    /// <summary>The account is being erased or is gone.</summary>
    AccountClosed,
}

/// <summary>
/// Complains to us (Data Protection Act 2018 section 164A), or asks a person to look at what a rule refused her (GDPR Article 22(3), in the United Kingdom 22C). The letter that
/// acknowledges it is part of the act, so the 30 days the law gives for that are never needed.
/// </summary>
public sealed class Complain(RequestOpening opening, TimeProvider clock)
{
    public const int Longest = 2_000;

    public async Task<OpenedRequest<ComplaintRefusal>> RunAsync(Customer customer, ComplaintAbout about, string words, CancellationToken cancel)
    {
        if (words.Trim().Length is < RequestDesk.ShortestWords or > Longest) return new OpenedRequest<ComplaintRefusal>(null, ComplaintRefusal.NeedsWords);

        return await opening.RunAsync(
            customer,
            new Wish(about is ComplaintAbout.Decision ? RequestKind.DecisionReview : RequestKind.Complaint) { About = ComplaintWords.Of(about), Words = words },
            clock.GetUtcNow(),
            new Opening<ComplaintRefusal>
            {
                Deed = AuditDeed.Complained,
                Actor = customer.User,
                Unless = (_, person) => person is null ? ComplaintRefusal.AccountClosed : null,
                Change = (_, request) => request.State = RequestState.Open,
            },
            cancel);
    }
}
