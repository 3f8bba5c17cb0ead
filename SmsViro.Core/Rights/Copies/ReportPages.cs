using System.Runtime.CompilerServices;
using SmsViro.Core.Documents;
using static SmsViro.Core.Rights.Copies.ReportFacts;

namespace SmsViro.Core.Rights.Copies;

/// <summary>The words of a copy, in the order of GDPR Article 15: who asked, why we hold what, who received it, the data, who looked, what is withheld, whether all is there.</summary>
internal static class ReportPages
{
    public static async IAsyncEnumerable<Element> AllAsync(ReportFacts facts, ReportData data, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var element in Cover(facts).Concat(Letter(facts)).Concat(Why(facts)).Concat(Rights(facts))) yield return element;

        yield return new PageBreak();
        yield return new Heading(2, "The data") { Anchor = "data" };
        yield return new Paragraph("Every entry we hold about you, table by table, as it is stored. Times are in Coordinated Universal Time (UTC).");
        await foreach (var element in data.ReadAsync(cancel).WithCancellation(cancel)) yield return element;

        foreach (var element in WhoLooked(facts).Concat(Withheld(facts)).Concat(Whole(facts, data))) yield return element;
    }

    private static IEnumerable<Element> Cover(ReportFacts facts)
    {
        yield return new Heading(1, "Copy of your data");
        yield return new Paragraph($"Everything {facts.Options.Controller} holds about you, in answer to your request under Article 15 of the General Data Protection Regulation.") { Voice = Voice.Lead };
        yield return new KeyValues(
        [
            new("For", facts.Address),
            new("Request", facts.Request.Reference),
            new("Received", Said(facts.Request.ReceivedAt)),
            new("Answer due by law", Said(facts.Request.DueOn)),
            new("Made", Said(facts.MadeAt)),
            new("Account", Run.Mono(facts.Request.AccountId.ToString())),
        ]);
        yield return new Callout(Tone.Note, "Keep it safe", "This file is readable by anyone who has it. It left us only after you typed your password; from here on it is in your hands.");
    }

    private static IEnumerable<Element> Letter(ReportFacts facts)
    {
        yield return new Heading(2, "What you asked and what we did");
        yield return new Paragraph($"You asked for a copy of your data. Yes, we process data about you. We searched {Names(facts.Stores)} and found {Said(facts.Rows)} entries. They follow in full.");
        yield return new Paragraph(
            $"Nothing about another customer is in this file. {facts.Withheld.Count()} of the columns we store are left out, each for a reason given under \u201cWhat is withheld\u201d: they are secrets that prove who you are, digests that say nothing, or would name somebody else.");
        yield return new Paragraph($"Something is wrong, or you want to know more? Write to {facts.Options.Contact}.");
    }

    private static IEnumerable<Element> Why(ReportFacts facts)
    {
        yield return new Heading(2, "Why we hold it, and until when");
        foreach (var activity in facts.Map.Activities)
        {
            yield return new Heading(3, activity.Purpose);
            yield return new KeyValues(
            [
                new("What", string.Join(", ", activity.Uses.Select(category => $"{category.Name} ({Said(facts.Held.GetValueOrDefault(category))})"))),
                new("Ground", RightsWords.Of(activity.Basis)),
                new("Until", activity.Retention),
                new("Who receives it", activity.Recipients.Count == 0 ? "Nobody outside our company" : string.Join("; ", activity.Recipients)),
            ]);
        }

        yield return new Heading(2, "Where it came from");
        yield return new Bullets(
        [
            .. from column in facts.Personal
                where column.IsExported
                group column by column.Origin into origin
                orderby origin.Key
                select (RichText)$"From {RightsWords.Of(origin.Key)}: {string.Join(", ", origin.Select(column => column.Category!.Name.ToLowerInvariant()).Distinct())}",
        ]);
        yield return new Heading(2, "Decisions by machines, and other countries");
        yield return new Paragraph("No decision with legal or similar effect on you is made by a machine alone (Article 22). A message is refused by rule when its number cannot exist, its text is too long or the balance does not cover it; the page says which.");
        yield return new Paragraph("Your data is kept where this portal runs. A message leaves for the operator of the number you wrote to, in that number\u2019s country, because you asked us to deliver it there.");
    }

    private static IEnumerable<Element> Rights(ReportFacts facts)
    {
        yield return new Heading(2, "Your rights");
        yield return new Bullets(
        [
            "Have it corrected: on your profile page, at once (Article 16).",
            "Have it erased: in the privacy centre, which shows first what goes and what stays (Article 17).",
            "Have its use restricted, or object to it (Articles 18 and 21).",
            "Take it elsewhere (Article 20).",
            $"Complain to {facts.Options.Authority} (Article 77), and go to court (Article 79).",
        ]);
    }

    private static IEnumerable<Element> WhoLooked(ReportFacts facts)
    {
        yield return new Heading(2, "Who looked at your data");
        yield return new Paragraph("Our staff, by date, role and purpose. We do not name them (Court of Justice of the European Union, C-579/21).");
        yield return new Table(
            [new Column("When"), new Column("Role"), new Column("What", 2), new Column("Why", 2)],
            facts.Looks.Select(look => new Row(Said(look.At), look.Role, look.Deed, look.Reason ?? "no reason is due")))
        {
            Empty = "Nobody on our staff has opened anything of yours.",
        };
    }

    private static IEnumerable<Element> Withheld(ReportFacts facts)
    {
        yield return new Heading(2, "What is withheld, and why");
        yield return new Table(
            [new Column("Column", 2), new Column("Reason", 3)],
            facts.Withheld.OrderBy(column => column.Path, StringComparer.Ordinal).Select(column => new Row(new RichText(new Run($"{column.Label} "), Run.Mono(column.Path)), column.Because!)));
    }

    private static IEnumerable<Element> Whole(ReportFacts facts, ReportData data)
    {
        var declared = facts.Personal.Count();
        yield return new PageBreak();
        yield return new Heading(2, "Whether this is all");
        yield return new Paragraph("The list of what we store is part of our program: a column that is not on it cannot be built. This file was written from that list, and is handed out only when every column on it was read or is withheld for a stated reason.");
        yield return new KeyValues(
        [
            new("Columns", $"{data.Covered} of {declared} columns: {declared - facts.Withheld.Count()} in this file, {facts.Withheld.Count()} withheld"),
            new("Entries", Said(data.Records)),
            new("Damaged values", data.Unreadable == 0 ? "none" : $"{Said(data.Unreadable)}, marked where they stand"),
            new("Stores searched", Names(facts.Stores)),
            new("Audit trail", $"{Said(facts.Head.Number)} entries, each chained to the one before"),
            new("Its last link", Run.Mono(facts.Head.Hex)),
        ]);
        yield return new Paragraph("Keep the last link: if the trail is ever shortened or changed, it will no longer lead to it.") { Voice = Voice.Note };
    }

    private static string Names(IReadOnlyList<string> stores) => stores switch
    {
        [var one] => $"one store ({one})",
        _ => $"{stores.Count} stores ({string.Join(", ", stores)})",
    };
}
