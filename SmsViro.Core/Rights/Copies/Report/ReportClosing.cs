using SmsViro.Core.Documents;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Rights.Requests;
using static SmsViro.Core.Rights.Copies.Report.ReportFacts;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>Parts 12 to 15: who looked, what was corrected or erased, what is withheld and what the codes mean, and how to check that all is there.</summary>
internal static class ReportClosing
{
    public static IEnumerable<Element> Of(ReportFacts facts, ReportData data) =>
        WhoLooked(facts).Concat(Corrections(facts)).Concat(Withheld(facts)).Concat(Codes()).Concat(Whole(facts, data));

    private static IEnumerable<Element> WhoLooked(ReportFacts facts)
    {
        yield return new Heading(2, "12. Who looked at your data");
        yield return new Paragraph("Our staff, and the portal where it acted by itself, by date, role and purpose. We name nobody (Court of Justice of the European Union, C-579/21).");
        if (facts.LooksAreCut) yield return new Paragraph($"These are the newest {Said(facts.Looks.Count)}; there are older ones. Ask us for them, and you get them on a paper of their own.");
        yield return new Table(
            [new Column("When"), new Column("Role"), new Column("What", 2), new Column("Why", 2)],
            facts.Looks.Select(look => new Row(facts.Time(look.At), look.Role, look.Deed, look.Reason ?? "no reason is due")))
        {
            Empty = "Nobody on our staff has opened anything of yours, and the portal has done nothing by itself.",
        };
    }

    private static IEnumerable<Element> Corrections(ReportFacts facts)
    {
        yield return new Heading(2, "13. What was corrected or erased");
        yield return new Table(
            [new Column("When"), new Column("What", 3)],
            [
                .. facts.History.Changes.Select(change => new Row(facts.Time(change.At), $"{Sentence(change.What.ToString())} replaced; the value before is in part 11")),
                .. facts.History.Requests.Where(request => request.Kind is not (RequestKind.Copy or RequestKind.Portability) && !RequestMachine.IsSecondLook(request.Kind))
                    .Select(request => new Row(facts.Time(request.ReceivedAt), $"{RightsWords.Of(request.Kind)}, request {request.Reference}: {RightsWords.Of(request.Kind, request.State)}")),
            ])
        {
            Empty = "You changed no detail and asked for no correction or erasure so far.",
        };
        yield return new Paragraph("What part 6 gives a time goes by itself when that is over. Where the records still say that something went, it is counted here:");
        yield return new Table(
            [new Column("What went", 3), new Column("Entries") { Align = Align.End }, new Column("First", 1.3), new Column("Last", 1.3)],
            facts.History.Forgotten.Select(gone => new Row(gone.What, Counted(gone.Count), When(facts, gone.First), When(facts, gone.Last))))
        {
            Empty = "No record says that anything went.",
        };
    }

    private static string Counted(long? count) => count is { } known ? Said(known) : "not recorded";

    private static string When(ReportFacts facts, DateTimeOffset? at) => at is { } known ? facts.Time(known) : "not recorded";

    private static IEnumerable<Element> Withheld(ReportFacts facts)
    {
        yield return new Heading(2, "14. What is withheld, and what codes mean");
        yield return new Paragraph("Grounds, with how many columns each withholds and in how many of your entries they stand (Article 15(4) protects others; Article 32 your account):");
        yield return new Table(
            [new Column("Ground", 4), new Column("Columns") { Align = Align.End }, new Column("Entries") { Align = Align.End }],
            facts.Withheld.GroupBy(column => column.Why.Reason).OrderByDescending(ground => ground.Count()).ThenBy(ground => ground.Key, StringComparer.Ordinal)
                .Select(ground => new Row(ground.Key, Said(ground.Count()), Said(facts.EntriesWith(ground.Select(withheld => withheld.Column))))))
        {
            Empty = "Nothing is withheld.",
        };
        yield return new Paragraph("Which columns these are, kind of entry by kind of entry:");
        yield return new Table(
            [new Column("Kind of entry", 2), new Column("Columns", 4), new Column("Why", 1.4)],
            from column in facts.Withheld
            group column.Column.Label by (column.Table.Title, Why: Word(column.Why.Code)) into kind
            orderby kind.Key.Title, kind.Key.Why
            select new Row(kind.Key.Title, string.Join(", ", kind.Order(StringComparer.Ordinal)), kind.Key.Why));
    }

    // What a manifest says to programs, for people.
    private static string Word(string code) => code switch
    {
        "secret" => "A secret",
        "digest" => "A digest",
        "not-about-you" => "Not about you",
        "not-yours-to-ask" => "A law keeps it",
        _ => "Withheld",
    };

    private static IEnumerable<Element> Codes()
    {
        yield return new Heading(3, "States of a message");
        yield return new KeyValues([.. Enum.GetValues<DeliveryState>().Select(state => new KeyValue(StateWords.Of(state), Meaning(state)))]);
        yield return new Heading(3, "What an operator answers");
        yield return new Table(
            [new Column("Number"), new Column("Word", 2), new Column("Meaning", 3)],
            Enum.GetValues<SmppStatus>().Select(answer => new Row($"{(uint)answer}", Run.Mono(answer.Word), answer is SmppStatus.Ok ? "It took the message" : Sentence(answer.ToString()))));
        yield return new Heading(3, "What a network reports");
        yield return new Table([new Column("Word"), new Column("Meaning", 3)], Enum.GetValues<MessageState>().Select(state => new Row(Run.Mono(state.Word), Sentence(state.ToString()))));
    }

    private static IEnumerable<Element> Whole(ReportFacts facts, ReportData data)
    {
        var declared = facts.Personal.Count();
        yield return new PageBreak();
        yield return new Heading(2, "15. Whether this is all, and unchanged");
        yield return new Paragraph("The list of what we store is part of our program: a column that is not on it cannot be built. This file was written from that list, and is handed out only when every column on it was read or is withheld for a stated reason.");
        yield return new KeyValues(
        [
            new("Columns", $"{data.Covered} of {declared} columns: {declared - facts.Withheld.Count()} exported, {facts.Withheld.Count()} withheld"),
            new("Entries", facts.Indexed.Count == 0 ? Said(data.Records) : $"{Said(data.Records)} in this file, {Said(facts.Rows - facts.RowsInPaper)} counted by month and listed in the archive"),
            new("Damaged values", data.Unreadable == 0 ? "none" : $"{Said(data.Unreadable)}, marked where they stand"),
            new("Stores searched", string.Join(", ", facts.Stores)),
            new("Signed with", Run.Mono(facts.Fingerprint)),
            new("Audit trail", $"{Said(facts.Head.Number)} entries, each chained to the one before"),
            new("Its last link", Run.Mono(facts.Head.Hex)),
        ]);
        yield return new Heading(3, "Checking it without us");
        yield return new Bullets(
        [
            "A reader of PDF shows the signature and whether a byte was changed since. It calls the signer unknown: we vouch for our certificate ourselves. Compare the fingerprint above with the one at /promises.",
            "Keep the last link of the audit trail: if the trail is ever shortened or changed, it will no longer lead to it.",
            .. facts.Files.Count == 0
                ? (IReadOnlyList<RichText>)["This paper stands alone. An archive lists the SHA-256 of each of its files in manifest.json, signed in manifest.sig."]
                : ["The digests below are also in manifest.json, which manifest.sig signs. README.txt has the commands."],
        ]);
        if (facts.Files.Count == 0) yield break;

        yield return new Heading(3, "Files of this archive");
        yield return new Table(
            [new Column("File", 2), new Column("Rows") { Align = Align.End }, new Column("SHA-256", 4)],
            facts.Files.Select(file => new Row(file.Name, file.Rows is { } rows ? Said(rows) : "", Run.Mono(file.Sha256))));
    }

    private static string Meaning(DeliveryState state) => state switch
    {
        DeliveryState.Scheduled => "Waits for the time you chose",
        DeliveryState.Queued => "Accepted and paid for, not yet on its way",
        DeliveryState.Submitting => "On its way to the operator, which has not answered yet",
        DeliveryState.Sent => "The operator took every part",
        DeliveryState.Delivered => "Every part is on the phone",
        DeliveryState.Undelivered => "The network could not deliver it",
        DeliveryState.Expired => "The phone was off or out of range until the network gave up",
        DeliveryState.Rejected => "The operator or the network refused it",
        DeliveryState.Unknown => "Nobody could say what became of it",
        DeliveryState.Cancelled => "Called off before it was sent",
        DeliveryState.Suppressed => "Not sent, because the number opted out",
    };

    // "InvalidDestination" becomes "Invalid destination".
    private static string Sentence(string name) => string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
}
