using SmsViro.Core.Documents;
using SmsViro.Core.Rights.Requests;
using static SmsViro.Core.Rights.Copies.Report.ReportFacts;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>Parts 4 to 10: why, who received it, until when, her rights, where it came from, decisions by machines, other countries. From the register and the tables, nothing by hand.</summary>
internal static class ReportWhy
{
    public static IEnumerable<Element> Of(ReportFacts facts) =>
        Purposes(facts).Concat(Recipients(facts)).Concat(Retention(facts)).Concat(Rights(facts)).Concat(Sources(facts)).Concat(Decisions(facts)).Concat(Transfers(facts));

    private static IEnumerable<Element> Purposes(ReportFacts facts)
    {
        yield return new Heading(2, "4. Why we use it, and on which ground");
        yield return new Table(
            [new Column("Kind of data"), new Column("Purpose", 2), new Column("Ground", 2)],
            from category in facts.Categories
            from activity in facts.Map.OwnUsesOf(category)
            select new Row(category.Name, activity.Purpose, RightsWords.Ground(activity)));
    }

    private static IEnumerable<Element> Recipients(ReportFacts facts)
    {
        yield return new Heading(2, "5. Who received it");
        yield return new Paragraph("Not who might, but who did (Court of Justice of the European Union, C-154/21):");
        yield return new Table(
            [new Column("Recipient", 1.4), new Column("What", 2), new Column("How often") { Align = Align.End }, new Column("First", 1.3), new Column("Last", 1.3)],
            facts.History.Receipts.Select(receipt => new Row(receipt.Name, receipt.Fields, Said(receipt.Count), facts.Time(receipt.First), facts.Time(receipt.Last))))
        {
            Empty = "Nobody outside our company has received anything of yours.",
        };
        yield return new Paragraph("Each delivery in part 11 says to whom it was handed over, and when. Who proves a number you wrote to sees your company, or your name where you gave none, and when you wrote; that somebody did is forgotten after a day, unless you were asked a question, which stands in your privacy centre. By rule, these receive data of these kinds:");
        yield return new Bullets(
        [
            .. facts.Map.Activities.Where(activity => activity.Recipients.Count > 0 && activity.IsAboutWhoSignsIn).Select(activity => (RichText)$"{activity.Purpose}: {string.Join("; ", activity.Recipients)}"),
        ]);
    }

    private static IEnumerable<Element> Retention(ReportFacts facts)
    {
        yield return new Heading(2, "6. Until when we keep it");
        yield return new Table(
            [new Column("Kind of data"), new Column("Rule", 2), new Column("Yours", 2)],
            facts.Categories.Where(category => facts.Map.OwnUsesOf(category).Any()).Select(category => new Row(
                category.Name,
                string.Join("; ", facts.Map.OwnUsesOf(category).Select(activity => activity.Retention).Distinct()),
                facts.Held.GetValueOrDefault(category) == 0 ? "Nothing is held" : facts.Ends.GetValueOrDefault(category) ?? "No fixed day: it ends as the rule says")));
    }

    private static IEnumerable<Element> Rights(ReportFacts facts)
    {
        yield return new Heading(2, "7. Your rights");
        yield return new Bullets(
        [
            "Have it corrected: your own details on your profile page, at once; anything else on the page “Correct my data” of the privacy centre (Article 16).",
            "Have it erased: in the privacy centre, which shows first what goes and what stays (Article 17).",
            "Have its use restricted (Article 18), or object to it (Article 21).",
            "Take it elsewhere: as an archive, in the privacy centre (Article 20).",
            $"Complain to us, or have a person look at what a rule refused you: in the privacy centre ({RequestWords.Law(RequestKind.DecisionReview, facts.Options.Jurisdiction)}).",
            $"Complain to {facts.Options.Authority} (Article 77), and go to court (Article 79).",
        ]);
    }

    private static IEnumerable<Element> Sources(ReportFacts facts)
    {
        yield return new Heading(2, "8. Where it came from");
        yield return new Bullets(
        [
            .. from column in facts.Personal
                where column.IsExported
                group column by column.Origin into origin
                orderby origin.Key
                select (RichText)$"From {RightsWords.Of(origin.Key)}: {string.Join(", ", origin.Select(column => column.Category!.Name.ToLowerInvariant()).Distinct())}",
        ]);
    }

    private static IEnumerable<Element> Decisions(ReportFacts facts)
    {
        yield return new Heading(2, "9. Decisions by machines");
        yield return new Paragraph($"No decision with legal or similar effect on you is made by a machine alone ({MachinesAlone(facts.Options.Jurisdiction)}). These rules may refuse you something; a person reviews it when you ask, in the privacy centre under \u201cComplain, or have a decision looked at\u201d:");
        yield return new Table(
            [new Column("Rule", 3), new Column("What is recorded of it", 2)],
            [
                new Row("A message is refused when its number cannot exist, its text is missing or too long, we do not send to that country, its price changed since it was shown, or the balance does not cover it", "Nothing: the page says which at that moment"),
                new Row("A message is refused when its number opted out; one that was accepted before is not sent", facts.History.Refused is { } refused ? $"{Counted(refused.Count!.Value, "message", "messages")} not sent, from {facts.Time(refused.First!.Value)} to {facts.Time(refused.Last!.Value)}; each says so in part 11" : "No message of yours was kept back"),
                new Row("While a restriction you asked for is in force, nothing is sent", "The restriction, in part 11; not what you tried to send meanwhile"),
                new Row($"After your password or your address changed, a copy of everything waits {CopyHold.Wait.TotalHours:0} hours", facts.History.CopiesWaitUntil is { } until ? $"Copies wait until {facts.Time(until)}" : "The time of the last change, in part 11; no copy waits now"),
                new Row("Five wrong passwords in a row shut the account for ten minutes", Locked(facts)),
                new Row("Only so many forms a minute are taken from one network, so many letters an hour sent to one address, and so many codes to one telephone number", "Nothing beyond the letters themselves"),
                new Row("An account that is being erased sends nothing and can ask for nothing more", "The request for erasure, in part 13"),
            ]);
    }

    // There, Articles 22A to 22D stand for Article 22 (Data (Use and Access) Act 2025, section 80).
    private static string MachinesAlone(Jurisdiction jurisdiction) => jurisdiction switch
    {
        Jurisdiction.UnitedKingdom => "UK GDPR Articles 22A to 22D",
        Jurisdiction.EuropeanUnion => "GDPR Article 22",
    };

    private static string Locked(ReportFacts facts) => facts.History switch
    {
        { LockedUntil: { } until } when until > facts.MadeAt => $"Your account is shut until {facts.Time(until)}",
        { LockedUntil: { } until } => $"Your account was last shut until {facts.Time(until)}",
        { WrongPasswords: > 0 and var wrong } => $"{Counted(wrong, "wrong password", "wrong passwords")} since you last signed in; your account was not shut",
        _ => "No wrong password since you last signed in",
    };

    private static IEnumerable<Element> Transfers(ReportFacts facts)
    {
        yield return new Heading(2, "10. Other countries");
        yield return new Paragraph(facts.Transfers.Rule);
        if (facts.Transfers.Lines.Count > 0) yield return new Bullets([.. facts.Transfers.Lines.Select(line => (RichText)line)]);
        yield return new Paragraph($"{Core.PersonalData.Transfers.Onward} Part 5 says who has received something so far.");
    }
}
