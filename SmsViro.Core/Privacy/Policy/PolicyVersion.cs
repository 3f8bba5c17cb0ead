namespace SmsViro.Core.Privacy.Policy;

/// <summary>One version of the privacy policy, as it was shown from a day on: all its words, and the tables the register of columns wrote then.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="From">The first day it held.</param>
/// <param name="IsMaterial">True when it changes what is done with people's data, so that each of them is written to.</param>
/// <param name="Statements">The nine statements, in order.</param>
/// <param name="Sections">The rest of its words, in order.</param>
/// <param name="Tables">Purposes, categories and cookies as they were declared.</param>
/// <param name="Digest">SHA-256 of the version's bytes, words and tables, in lower-case hexadecimal: what a notice records.</param>
public sealed record PolicyVersion(
    int Number, DateOnly From, bool IsMaterial, IReadOnlyList<Statement> Statements, IReadOnlyList<PolicySection> Sections, IReadOnlyList<PolicyTable> Tables, string Digest)
{
    public IEnumerable<Clause> Clauses => Statements.SelectMany(statement => statement.Clauses);

    /// <summary>Every passage that reads otherwise than in the version before it, and every one that came or went.</summary>
    public IReadOnlyList<PolicyChange> ChangesSince(PolicyVersion before)
    {
        var (old, now) = (before.Passages(), Passages());
        return
        [
            .. now.Where(passage => old.GetValueOrDefault(passage.Key) != passage.Value).Select(passage => new PolicyChange(passage.Key, old.GetValueOrDefault(passage.Key), passage.Value)),
            .. old.Where(passage => !now.ContainsKey(passage.Key)).Select(passage => new PolicyChange(passage.Key, passage.Value, null)),
        ];
    }

    private Dictionary<string, string> Passages()
    {
        var passages = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, statement) in Statements.Index()) passages[$"Promise {index + 1}"] = $"{statement.Title} {statement.Text}";
        foreach (var clause in Clauses) passages[$"Clause {clause.Id}"] = $"{clause.Promise}. {clause.Kept}";
        foreach (var section in Sections) passages[section.Title] = string.Join(' ', [.. section.Paragraphs, .. section.Points.Select(point => $"{point.Title}: {point.Text}")]);
        foreach (var table in Tables)
        {
            passages[table.Title] = table.Note ?? "";
            foreach (var row in table.Rows) passages[$"{table.Title}: {row[0]}"] = string.Join("; ", row.Skip(1));
        }

        return passages;
    }
}

/// <summary>A statement of the policy and the clauses it can be held to.</summary>
public sealed record Statement(string Title, string Text, IReadOnlyList<Clause> Clauses);

/// <summary>One thing we promise.</summary>
/// <param name="Id">"P4.2": the statement and the place in it; never used for anything else.</param>
/// <param name="Promise">What we say.</param>
/// <param name="Kept">What makes it true.</param>
public sealed record Clause(string Id, string Promise, string Kept);

/// <summary>A part of the policy in prose. {controller}, {contact} and {authority} stand for what the portal's settings say.</summary>
/// <param name="Id">The part of the address that leads to it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Paragraphs">Its text.</param>
/// <param name="Points">Its list.</param>
public sealed record PolicySection(string Id, string Title, IReadOnlyList<string> Paragraphs, IReadOnlyList<PolicyPoint> Points);

/// <summary>One entry of a list, and the page where it is done, if there is one.</summary>
public sealed record PolicyPoint(string Title, string Text, string? Page = null);

/// <summary>A table of a version, cell by cell.</summary>
/// <param name="Id">The part of the address that leads to it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Note">A sentence under its heading, if it needs one.</param>
/// <param name="Columns">The heads of its columns.</param>
/// <param name="Rows">Its rows, each as many cells.</param>
public sealed record PolicyTable(string Id, string Title, string? Note, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>A passage that changed from one version to the next; null on the side where it does not stand.</summary>
public sealed record PolicyChange(string Passage, string? Before, string? After);
