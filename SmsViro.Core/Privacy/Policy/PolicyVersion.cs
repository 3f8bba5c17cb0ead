namespace SmsViro.Core.Privacy.Policy;

/// <summary>One version of the privacy policy, as it was shown from a day on.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="From">The first day it held.</param>
/// <param name="Statements">The nine statements, in order.</param>
/// <param name="Digest">SHA-256 of the version's bytes, in lower-case hexadecimal: what an acceptance records.</param>
public sealed record PolicyVersion(int Number, DateOnly From, IReadOnlyList<Statement> Statements, string Digest)
{
    public IEnumerable<Clause> Clauses => Statements.SelectMany(statement => statement.Clauses);
}

/// <summary>A statement of the policy and the clauses it can be held to.</summary>
public sealed record Statement(string Title, string Text, IReadOnlyList<Clause> Clauses);

/// <summary>One thing we promise.</summary>
/// <param name="Id">"P4.2": the statement and the place in it; never used for anything else.</param>
/// <param name="Promise">What we say.</param>
/// <param name="Kept">What makes it true.</param>
public sealed record Clause(string Id, string Promise, string Kept);
