using SmsViro.Core.Documents;
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
            from activity in facts.Map.UsesOf(category)
            select new Row(category.Name, activity.Purpose, RightsWords.Of(activity.Basis)));
    }

    private static IEnumerable<Element> Recipients(ReportFacts facts)
    {
        yield return new Heading(2, "5. Who received it");
        yield return new Paragraph("Not who might, but who did (Court of Justice of the European Union, C-154/21):");
        yield return new Table(
            [new Column("Recipient", 1.4), new Column("What", 2), new Column("How often") { Align = Align.End }, new Column("First", 1.3), new Column("Last", 1.3)],
            facts.History.Receipts.Select(receipt => new Row(receipt.Name, receipt.Fields, Said(receipt.Count), Said(receipt.First), Said(receipt.Last))))
        {
            Empty = "Nobody outside our company has received anything of yours.",
        };
        yield return new Paragraph("Each delivery in part 11 says to whom it was handed over, and when. By rule, these receive data of these kinds:");
        yield return new Bullets(
        [
            .. facts.Map.Activities.Where(activity => activity.Recipients.Count > 0).Select(activity => (RichText)$"{activity.Purpose}: {string.Join("; ", activity.Recipients)}"),
        ]);
    }

    private static IEnumerable<Element> Retention(ReportFacts facts)
    {
        yield return new Heading(2, "6. Until when we keep it");
        yield return new Table(
            [new Column("Kind of data"), new Column("Rule", 2), new Column("Yours", 2)],
            facts.Categories.Select(category => new Row(
                category.Name,
                string.Join("; ", facts.Map.UsesOf(category).Select(activity => activity.Retention).Distinct()),
                facts.Held.GetValueOrDefault(category) == 0 ? "Nothing is held" : facts.Ends.GetValueOrDefault(category) ?? "No day can be named yet: it hangs on what the rule names")));
    }

    private static IEnumerable<Element> Rights(ReportFacts facts)
    {
        yield return new Heading(2, "7. Your rights");
        yield return new Bullets(
        [
            "Have it corrected: on your profile page, at once (Article 16).",
            "Have it erased: in the privacy centre, which shows first what goes and what stays (Article 17).",
            "Have its use restricted (Article 18), or object to it (Article 21).",
            "Take it elsewhere: as an archive, in the privacy centre (Article 20).",
            "Complain to us, or have a person look at what a rule refused you: in the privacy centre (Article 22(3)).",
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
        yield return new Paragraph("No decision with legal or similar effect on you is made by a machine alone (Article 22). These rules may refuse you something; a person reviews it when you ask, in the privacy centre under \u201cComplain, or have a decision looked at\u201d:");
        yield return new Bullets(
        [
            "A message is refused when its number cannot exist, its text is too long, we do not send to that country, or the balance does not cover it. The page says which at that moment; no record of it is kept.",
            "Five wrong passwords in a row shut the account for ten minutes.",
        ]);
        yield return new Paragraph(facts.History switch
        {
            { LockedUntil: { } until } when until > facts.MadeAt => $"Your account is shut by wrong passwords until {Said(until)}.",
            { LockedUntil: { } until } => $"Your account was last shut by wrong passwords until {Said(until)}.",
            { WrongPasswords: > 0 and var wrong } => $"No rule has refused you anything that is recorded. {Counted(wrong, "wrong password", "wrong passwords")} since you last signed in.",
            _ => "No rule has refused you anything that is recorded.",
        });
    }

    private static IEnumerable<Element> Transfers(ReportFacts facts)
    {
        yield return new Heading(2, "10. Other countries");
        yield return new Paragraph($"Your data is kept where this portal of {facts.Options.Controller} runs, and sent nowhere else on our own account. A message leaves for the operator of the number you wrote to, in that number\u2019s country, because you asked us to deliver it there (Article 49(1)(b)); part 5 names the operators.");
    }
}
