using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody;

/// <summary>One line of the erasure ledger: which scopes a request ends, and which single rows. It names ids of ours only.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="At">When it was written.</param>
/// <param name="Request">The privacy request that asked for it; in the opening line, which ends nothing, the ledger's own id.</param>
/// <param name="Scopes">What is shredded.</param>
/// <param name="Rows">What is scrubbed, where less than a scope ends: see <see cref="NamedRow"/>.</param>
/// <param name="Digest">What chains the next line to this one.</param>
public sealed record ErasureLine(long Number, DateTimeOffset At, Guid Request, IReadOnlyList<Scope> Scopes, IReadOnlyList<string> Rows, byte[] Digest)
{
    internal static string Genesis { get; } = "smsviro.erasures.v1";

    /// <summary>The line that follows, with its digest.</summary>
    internal static ErasureLine After(ErasureLine? last, DateTimeOffset at, Guid request, IReadOnlyList<Scope> scopes, IReadOnlyList<string> rows)
    {
        var line = new ErasureLine((last?.Number ?? 0) + 1, at, request, scopes, rows, []);
        return line with { Digest = DigestOf(last, line.Said) };
    }

    /// <summary>The line as it stands in the file: what it says, and the digest that chains it to the line before.</summary>
    internal string Write() => $"{Said}\t{Convert.ToHexStringLower(Digest)}";

    /// <summary>Null when the line is not the one that follows.</summary>
    internal static ErasureLine? Read(string line, ErasureLine? last)
    {
        // Lines without rows are written as they were before rows could be named, so old ledgers go on.
        var parts = line.Split('\t');
        if (parts is not [var no, var ticks, var request, var scopes, .. var rows, var hash] || rows.Length > 1) return null;

        var digest = DigestOf(last, line[..line.LastIndexOf('\t')]);
        if (hash != Convert.ToHexStringLower(digest)) return null;
        if (!long.TryParse(no, CultureInfo.InvariantCulture, out var number) || number != (last?.Number ?? 0) + 1) return null;

        return new ErasureLine(
            number,
            new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero),
            Guid.Parse(request),
            [.. scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Scope.Parse)],
            [.. rows.SelectMany(named => named.Split(' ', StringSplitOptions.RemoveEmptyEntries))],
            digest);
    }

    private string Said => string.Create(
        CultureInfo.InvariantCulture,
        $"{Number}\t{At.UtcTicks}\t{Request:D}\t{string.Join(' ', Scopes)}{(Rows.Count == 0 ? "" : "\t" + string.Join(' ', Rows))}");

    private static byte[] DigestOf(ErasureLine? last, string said) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{(last is null ? Genesis : Convert.ToHexStringLower(last.Digest))}\n{said}"));
}
