using SmsViro.Core.Documents;
using static SmsViro.Core.Rights.Copies.Report.ReportFacts;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>Parts 1 to 3: the cover, the letter on one page, and the confirmation that we process her data.</summary>
internal static class ReportOpening
{
    public static IEnumerable<Element> Of(ReportFacts facts) => Cover(facts).Concat(Letter(facts)).Concat(Confirmation(facts));

    private static IEnumerable<Element> Cover(ReportFacts facts)
    {
        yield return new Heading(1, "Copy of your data");
        yield return new Heading(2, "1. Whom and what this is about");
        yield return new Paragraph($"Everything {facts.Options.Controller} holds about you, in answer to your request under Article 15 of the General Data Protection Regulation.") { Voice = Voice.Lead };
        yield return new KeyValues(
        [
            new("For", facts.Address),
            new("Account", Run.Mono(facts.Request.AccountId.ToString())),
            new("Request", facts.Request.Reference),
            new("Received", facts.Time(facts.Request.ReceivedAt)),
            new("Answer due by law", Said(facts.Request.DueOn)),
            new("Made", facts.Time(facts.MadeAt)),
            new("Period covered", $"everything held until {facts.Time(facts.MadeAt)}"),
            new("Times", facts.Zone == TimeZoneInfo.Utc ? "in Coordinated Universal Time (UTC)" : $"in the time zone of your profile, {facts.Zone.Id}, each with its distance from Coordinated Universal Time (UTC)"),
            new("Language", "English; your own words as you wrote them"),
        ]);
        yield return new Callout(Tone.Note, "Confidential, for the person named", facts.IsLocked
            ? "This file opens with the passphrase you chose, which we do not keep. It left us only after you typed your password; from here on it is in your hands."
            : "This file is readable by anyone who has it. It left us only after you typed your password; from here on it is in your hands.");
    }

    private static IEnumerable<Element> Letter(ReportFacts facts)
    {
        yield return new PageBreak();
        yield return new Heading(2, "2. Our letter to you");
        yield return new Paragraph($"On {facts.Time(facts.Request.ReceivedAt)} you asked us for a copy of your data. This is our answer{(facts.Indexed.Count == 0 && !facts.LooksAreCut ? ", and it is complete" : "")}.");
        foreach (var limit in Limits(facts)) yield return new Paragraph(limit);
        yield return new Paragraph($"We searched {(facts.Stores.Count == 1 ? "one store" : $"{facts.Stores.Count} stores")} and found {Counted(facts.Rows, "entry", "entries")}:");
        yield return new Bullets([.. facts.Stores.Select(store => (RichText)store)]);
        yield return new Table(
            [new Column("Kind of data", 3), new Column("Entries with it") { Align = Align.End }],
            facts.Categories.Select(category => new Row(category.Name, Said(facts.Held.GetValueOrDefault(category)))));
        if (facts.InKinds != facts.Rows) yield return new Paragraph($"An entry with several kinds of data is counted with each of them, and so is a file that lies beside the database: these numbers add up to {Said(facts.InKinds)}, not to {Said(facts.Rows)}.");
        yield return new Paragraph(
            $"Nothing about another customer is in this file. We store {facts.Personal.Count()} columns about people. {facts.Map.OwnColumns.Count()} of them are about people who have an account, and are those the privacy centre counts. {facts.Withheld.Count()} of all are left out of this file, each on a ground that part 14 gives: they are secrets that prove who you are, digests by which the program finds a row and which tell only whether two values are the same, or are about somebody else or would name them.");
        yield return new Paragraph($"Something is wrong, missing or unclear? Write to our data protection officer at {facts.Options.Contact}. If our answer does not satisfy you, complain to {facts.Options.Authority} (Article 77), or go to court (Article 79).");
    }

    // What a reader would look for here in vain.
    private static IEnumerable<string> Limits(ReportFacts facts)
    {
        if (facts.Indexed.Count > 0)
            yield return $"{Counted(facts.Indexed.Count, "kind of entry has", "kinds of entries have")} too many entries for a paper: {Said(facts.Rows - facts.RowsInPaper)} entries are counted here by month and {(facts.Files.Count > 0 ? "listed one by one in the archive this paper is in" : "listed one by one only in the archive, which the privacy centre makes")}.";
        if (facts.LooksAreCut) yield return $"Of the looks at your data part 12 lists the newest {Said(facts.Looks.Count)}.";
    }

    private static IEnumerable<Element> Confirmation(ReportFacts facts)
    {
        yield return new PageBreak();
        yield return new Heading(2, "3. Confirmation");
        yield return new Paragraph($"Yes, {facts.Options.Controller} processes data about you (Article 15(1)). You may know why, who receives it, how long it stays, where it came from, and have a copy. The parts below say so in that order.");
    }
}
