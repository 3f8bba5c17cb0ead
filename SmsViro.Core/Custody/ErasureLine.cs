using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody;

/// <summary>One line of the erasure ledger: which scopes a request ends. It names ids of ours only.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="At">When it was written.</param>
/// <param name="Request">The privacy request that asked for it.</param>
/// <param name="Scopes">What is shredded.</param>
public sealed record ErasureLine(long Number, DateTimeOffset At, Guid Request, IReadOnlyList<Scope> Scopes)
{
    internal const string Genesis = "smsviro.erasures.v1";

    /// <summary>The line as it stands in the file: what it says, and the hash that chains it to the line before.</summary>
    internal string Write(string previousHash)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{Number}\t{At.UtcTicks}\t{Request:D}\t{string.Join(' ', Scopes)}");
        return $"{said}\t{HashOf(previousHash, said)}";
    }

    /// <summary>Null when the line is not the one that follows.</summary>
    internal static (ErasureLine Line, string Hash)? Read(string line, string previousHash, long number)
    {
        if (line.Split('\t') is not [var no, var ticks, var request, var scopes, var hash]) return null;
        if (HashOf(previousHash, line[..line.LastIndexOf('\t')]) != hash) return null;
        if (!long.TryParse(no, CultureInfo.InvariantCulture, out var read) || read != number) return null;

        return (new ErasureLine(
            read,
            new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero),
            Guid.Parse(request),
            [.. scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Scope.Parse)]), hash);
    }

    private static string HashOf(string previous, string said) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{said}")));
}
