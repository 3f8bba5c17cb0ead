using System.Globalization;
using System.Text;
using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Letters;

/// <summary>The templates: each kind's subject and text, with the article it rests on. A pure function of its facts.</summary>
public static class LetterWords
{
    private const string NotYou = "If that was not you, somebody is in your account: choose a new password at once on the sign-in page, and write to us.";

    public static string Of(LetterKind kind) => kind switch
    {
        LetterKind.Received => "We have your request",
        LetterKind.IdentityAsked => "Please show that the request is yours",
        LetterKind.IdentityReminder => "Your request still waits for you",
        LetterKind.ClarificationAsked => "A question about your request",
        LetterKind.Extended => "Your answer takes longer",
        LetterKind.Answered => "Your request is answered",
        LetterKind.PartlyAnswered => "Your request is answered in part",
        LetterKind.Refused => "Your request is refused",
        LetterKind.Lapsed => "Your request has lapsed",
        LetterKind.Forwarded => "Your request went to the company that decides",
        LetterKind.Merged => "Your request joins an earlier one",
        LetterKind.RestrictionEnds => "The restriction of your data ends",
        LetterKind.Withdrawn => "You took your request back",
        LetterKind.PauseEnded => "You ended the pause of your data",
        LetterKind.QuestionTakenBack => "You need not answer our question",
    };

    public static (string Subject, string Body) Write(LetterKind kind, LetterFacts facts)
    {
        var body = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"Request {facts.Reference}: {RightsWords.Of(facts.RequestKind).ToLowerInvariant()}, received on {LetterFacts.Said(StatutoryClock.DayAt(facts.ReceivedAt, facts.Options.SeatZone))}.")
            .AppendLine()
            .AppendLine(Text(kind, facts))
            .AppendLine();
        if (facts.Recipients.Count > 0) body.AppendLine(Told(facts.Recipients, facts.Jurisdiction));

        // A remedy belongs to every letter that ends a request with less than was asked, and harms none of the others (Article 12(4)).
        body.AppendLine(CultureInfo.InvariantCulture, $"Questions: {facts.Options.Contact}. {Remedies(facts.Options)}")
            .AppendLine()
            .AppendLine(Line(facts.Options, facts.Head));
        return ($"{Of(kind)} ({facts.Reference})", body.ToString());
    }

    /// <summary>What the first letter of an erasure says besides; null for one whose sender chose not to wait.</summary>
    public static string ErasureAhead(DateOnly? notBefore) =>
        $"{(notBefore is { } day ? $"It does not begin before {LetterFacts.Said(day)}." : "You chose not to wait.")} Until it begins you can take it back in your privacy centre; afterwards nothing can be brought back.\n\n{NotYou}";

    /// <summary>What the first letter of a pause says besides, which is in force with the request.</summary>
    public static string PauseInForce() =>
        $"Your data is paused from now on: nothing is sent from your account, and our staff do not see what is in it. You can end the pause in your privacy centre at any time.\n\n{NotYou}";

    /// <summary>Who is told of what became of her data; a paragraph of its own.</summary>
    public static string Told(IReadOnlyList<string> recipients, Jurisdiction jurisdiction)
    {
        var told = new StringBuilder($"This data had been passed on. We tell those who received it ({RequestWords.Regulation(jurisdiction)} Article 19):").AppendLine().AppendLine();
        foreach (var recipient in recipients) told.AppendLine(CultureInfo.InvariantCulture, $"* {recipient}");
        return told.ToString();
    }

    /// <summary>What stays open to her whatever we answer.</summary>
    public static string Remedies(RightsOptions options) => $"You may complain to {options.Authority}, and you may go to court ({RequestWords.Regulation(options.Jurisdiction)} Articles 77 and 79).";

    /// <summary>The last line of every letter: it ties the trail to a paper we cannot change any more.</summary>
    public static string Line(RightsOptions options, ChainHead head) =>
        string.Create(CultureInfo.InvariantCulture, $"{options.Controller}. Audit trail: entry {head.Number}, {head.Hex}. Keep this line: it shows if an entry before it is ever changed or removed.");

    private static string Text(LetterKind kind, LetterFacts facts) => kind switch
    {
        LetterKind.Received => $"{Taken(facts)} {Promise(facts)} You can follow it in your privacy centre.{(facts.Words is { } besides ? $"\n\n{besides}" : "")}",
        LetterKind.IdentityAsked =>
            $"We have reasonable doubts that this request comes from the person it is about, so we ask before we act ({Gdpr(facts)} Article 12(6)): {facts.Words}\n\nSign in and confirm it in your privacy centre. If we hear nothing until {LetterFacts.Said(facts.Until!.Value)}, the request lapses; you can make it again at any time.",
        LetterKind.IdentityReminder =>
            $"We asked you to show that this request is yours ({Gdpr(facts)} Article 12(6)), and it still waits. Sign in and confirm it in your privacy centre. After {LetterFacts.Said(facts.Until!.Value)} it lapses.",
        LetterKind.ClarificationAsked => facts.Jurisdiction switch
        {
            Jurisdiction.UnitedKingdom => $"To answer you well we need to know what you mean (UK GDPR Article 12A):\n\n{facts.Words}\n\nAnswer in your privacy centre. The days from this question to your answer do not count towards our month.",
            Jurisdiction.EuropeanUnion => $"To answer you well we would like to know what you mean:\n\n{facts.Words}\n\nAnswer in your privacy centre. Our month goes on meanwhile: you have our answer on or before {LetterFacts.Said(facts.DueOn)}.",
        },
        LetterKind.Extended =>
            $"Your answer takes longer than a month, because {RequestWords.Of(facts.Extension!.Value)} ({Gdpr(facts)} Article 12(3)):\n\n{facts.Words}\n\nYou have it on or before {LetterFacts.Said(facts.DueOn)}. It is extended once and not again.",
        LetterKind.Answered => $"{Found(facts)}{Late(facts)}\n\n{facts.Words}".TrimEnd(),
        LetterKind.PartlyAnswered =>
            $"We did part of what you asked ({Law(facts)}).{Late(facts)}\n\n{facts.Words}{(facts.Ground is { } part ? $"\n\nWe did not do the rest because {RequestWords.Of(part, facts.Jurisdiction)}." : "")}{Contested(facts)}",
        LetterKind.Refused => $"We do not do what you asked, because {RequestWords.OfRefusal(facts.Ground!.Value, facts.Jurisdiction)}.{InTime(facts)}{Late(facts)}\n\n{facts.Words}{Contested(facts)}",
        LetterKind.Lapsed => $"Nobody showed us that this request comes from the person it is about, so we did not act on it ({Gdpr(facts)} Articles 11(2) and 12(6)). Nothing was changed or handed out. You can ask again at any time.",
        LetterKind.Forwarded => $"Another company decides about this data and we only process it for that company, so it has to answer you ({Gdpr(facts)} Article 28(3)(e)). We passed your request on:\n\n{facts.Words}",
        LetterKind.Merged => $"You had asked the same before. We answer both together under {facts.Other}, by the date of that earlier request: {LetterFacts.Said(facts.DueOn)}.",
        LetterKind.RestrictionEnds => $"We keep your data without using it because you asked for that ({Gdpr(facts)} Article 18). This ends on {LetterFacts.Said(facts.Until!.Value)}; the law has us tell you first (Article 18(3)).\n\n{facts.Words}".TrimEnd(),
        LetterKind.Withdrawn => $"This request was taken back in your privacy centre, so we do nothing more about it. You can ask again at any time.\n\n{NotYou}",
        LetterKind.QuestionTakenBack =>
            $"We asked what you mean, and go on without your answer: you need not write any more. The days it was open count as if we had not asked{(facts.Timing is AnswerTiming.Late ? $", so the day of our answer, {LetterFacts.Said(facts.DueOn)}, is past. We are sorry, and answer without further delay." : $", so you have our answer on or before {LetterFacts.Said(facts.DueOn)}.")}",
        LetterKind.PauseEnded => $"The pause of your data was ended in your privacy centre, so we use it again as before, and messages that had waited go out. You can ask for a pause again at any time.\n\n{NotYou}",
    };

    // One by letter may be written down when its month is over.
    private static string Promise(LetterFacts facts) => facts.Timing is AnswerTiming.Late
        ? $"Our answer was due on {LetterFacts.Said(facts.DueOn)} ({RequestWords.Period(facts.RequestKind, facts.Jurisdiction)}), and we are late. We are sorry, and answer without further delay."
        : $"You have our answer on or before {LetterFacts.Said(facts.DueOn)} ({RequestWords.Period(facts.RequestKind, facts.Jurisdiction)}).";

    private static string Taken(LetterFacts facts) => (facts.RequestKind, facts.Jurisdiction) switch
    {
        (RequestKind.Complaint, Jurisdiction.UnitedKingdom) =>
            $"We have your complaint, and this letter acknowledges it ({Law(facts)}). A person looks into it without undue delay, asks whoever knows, and tells you what came of it.",
        (RequestKind.Complaint, Jurisdiction.EuropeanUnion) => $"We have your complaint. A person looks into it, asks whoever knows, and tells you what came of it. You need not wait for us: you may go to the authority at any time ({Law(facts)}).",
        (RequestKind.DecisionReview, _) => $"A rule refused you something, and you asked a person to look at it ({Law(facts)}). A person does, who can change it.",
        _ => $"We have your request ({Law(facts)}).",
    };

    private static string Found(LetterFacts facts) => (facts.RequestKind, facts.Outcome) switch
    {
        (RequestKind.Complaint, RequestOutcome.Part) => $"We looked into your complaint and you were right in part ({Law(facts)}). What we found, and what we do about it:",
        (RequestKind.Complaint, RequestOutcome.Refused) => $"We looked into your complaint and do not uphold it ({Law(facts)}). What we found:",
        (RequestKind.Complaint, _) => $"We looked into your complaint and you were right ({Law(facts)}). What we found, and what we do about it:",
        (RequestKind.DecisionReview, RequestOutcome.Part) => $"A person looked at what a rule had refused you, and changed a part of it ({Law(facts)}):",
        (RequestKind.DecisionReview, RequestOutcome.Refused) => $"A person looked at what a rule had refused you, and it stands ({Law(facts)}). Why:",
        (RequestKind.DecisionReview, _) => $"A person looked at what a rule had refused you, and changed it ({Law(facts)}):",
        _ => $"We did what you asked ({Law(facts)}).",
    };

    // Whoever still says that it is wrong has two rights left with us, which no other refusal leaves.
    private static string Contested(LetterFacts facts) => facts.Ground is RefusalGround.RecordIsRight
        ? "\n\nDo you still say that it is wrong? Then you can have its use paused while it is contested (Article 18(1)(a)), and have your own words set beside the record (Article 16). Both begin in your privacy centre."
        : "";

    // A letter says nothing about time that is not so.
    private static string InTime(LetterFacts facts) => facts.Timing switch
    {
        AnswerTiming.InTime => " We tell you within the time the law gives us.",
        AnswerTiming.Extended => " We tell you within the longer time we had written to you about (Article 12(3)).",
        AnswerTiming.Late => "",
    };

    private static string Late(LetterFacts facts) =>
        facts.Timing is AnswerTiming.Late ? $" This answer was due on {LetterFacts.Said(facts.DueOn)} and comes late. We are sorry." : "";

    private static string Law(LetterFacts facts) => RequestWords.Law(facts.RequestKind, facts.Jurisdiction);

    private static string Gdpr(LetterFacts facts) => RequestWords.Regulation(facts.Jurisdiction);
}
