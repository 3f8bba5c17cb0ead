using System.Globalization;
using System.Text;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Letters;

/// <summary>The templates: each kind's subject and text, with the article it rests on. A pure function of its facts.</summary>
public static class LetterWords
{
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
    };

    public static (string Subject, string Body) Write(LetterKind kind, LetterFacts facts)
    {
        var body = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"Request {facts.Reference}: {RightsWords.Of(facts.RequestKind).ToLowerInvariant()}, received on {LetterFacts.Said(StatutoryClock.DayAt(facts.ReceivedAt, facts.Options.SeatZone))}.")
            .AppendLine()
            .AppendLine(Text(kind, facts))
            .AppendLine();
        if (facts.Recipients.Count > 0)
        {
            body.AppendLine("This data had been passed on. We tell those who received it (GDPR Article 19):").AppendLine();
            foreach (var recipient in facts.Recipients) body.AppendLine(CultureInfo.InvariantCulture, $"* {recipient}");
            body.AppendLine();
        }

        // A remedy belongs to every letter that ends a request with less than was asked, and harms none of the others (Article 12(4)).
        body.AppendLine(CultureInfo.InvariantCulture, $"Questions: {facts.Options.Contact}. You may complain to {facts.Options.Authority}, and you may go to court (GDPR Articles 77 and 79).")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{facts.Options.Controller}. Audit trail: entry {facts.Head.Number}, {facts.Head.Hex}. Keep this line: it shows if an entry before it is ever changed or removed.");
        return ($"{Of(kind)} ({facts.Reference})", body.ToString());
    }

    private static string Text(LetterKind kind, LetterFacts facts) => kind switch
    {
        LetterKind.Received =>
            $"We have your request ({ArticleOf(facts.RequestKind)}). You have our answer on or before {LetterFacts.Said(facts.DueOn)} ({Month(facts.Jurisdiction)}). You can follow it in your privacy centre.",
        LetterKind.IdentityAsked =>
            $"We have reasonable doubts that this request comes from the person it is about, so we ask before we act (GDPR Article 12(6)): {facts.Words}\n\nSign in and confirm it in your privacy centre. If we hear nothing until {LetterFacts.Said(facts.Until!.Value)}, the request lapses; you can make it again at any time.",
        LetterKind.IdentityReminder =>
            $"We asked you to show that this request is yours (GDPR Article 12(6)), and it still waits. Sign in and confirm it in your privacy centre. After {LetterFacts.Said(facts.Until!.Value)} it lapses.",
        LetterKind.ClarificationAsked => facts.Jurisdiction switch
        {
            Jurisdiction.UnitedKingdom => $"To answer you well we need to know what you mean (UK GDPR Article 12A):\n\n{facts.Words}\n\nAnswer in your privacy centre. The days from this question to your answer do not count towards our month.",
            Jurisdiction.EuropeanUnion => $"To answer you well we would like to know what you mean:\n\n{facts.Words}\n\nAnswer in your privacy centre. Our month goes on meanwhile: you have our answer on or before {LetterFacts.Said(facts.DueOn)}.",
        },
        LetterKind.Extended =>
            $"Your answer takes longer than a month, because {RequestWords.Of(facts.Extension!.Value)} (GDPR Article 12(3)):\n\n{facts.Words}\n\nYou have it on or before {LetterFacts.Said(facts.DueOn)}. It is extended once and not again.",
        LetterKind.Answered => $"We did what you asked ({ArticleOf(facts.RequestKind)}).\n\n{facts.Words}".TrimEnd(),
        LetterKind.PartlyAnswered =>
            $"We did part of what you asked ({ArticleOf(facts.RequestKind)}).\n\n{facts.Words}{(facts.Ground is { } part ? $"\n\nWe did not do the rest because {RequestWords.Of(part)}." : "")}",
        LetterKind.Refused => $"We do not do what you asked, because {RequestWords.Of(facts.Ground!.Value)}. We tell you within the month the law gives us (GDPR Article 12(4)).\n\n{facts.Words}",
        LetterKind.Lapsed => "Nobody showed us that this request comes from the person it is about, so we did not act on it (GDPR Articles 11(2) and 12(6)). Nothing was changed or handed out. You can ask again at any time.",
        LetterKind.Forwarded => $"Another company decides about this data and we only process it for that company, so it has to answer you (GDPR Article 28(3)(e)). We passed your request on:\n\n{facts.Words}",
        LetterKind.Merged => $"You had asked the same before. We answer both together under {facts.Other}, by the date of that earlier request: {LetterFacts.Said(facts.DueOn)}.",
        LetterKind.RestrictionEnds => $"We keep your data without using it because you asked for that (GDPR Article 18). This ends on {LetterFacts.Said(facts.Until!.Value)}; the law has us tell you first (Article 18(3)).\n\n{facts.Words}".TrimEnd(),
    };

    private static string ArticleOf(RequestKind kind) => kind switch
    {
        RequestKind.Copy => "GDPR Article 15",
        RequestKind.Erasure => "GDPR Article 17",
        RequestKind.Portability => "GDPR Article 20",
        RequestKind.Rectification => "GDPR Article 16",
        RequestKind.Restriction => "GDPR Article 18",
        RequestKind.Objection => "GDPR Article 21",
    };

    private static string Month(Jurisdiction jurisdiction) => jurisdiction switch
    {
        Jurisdiction.UnitedKingdom => "UK GDPR Article 12(3), one calendar month; a weekend or holiday moves the last day to the next working day",
        Jurisdiction.EuropeanUnion => "GDPR Article 12(3) and Regulation 1182/71 Article 3, one calendar month; a weekend or holiday moves the last day to the next working day",
    };
}
