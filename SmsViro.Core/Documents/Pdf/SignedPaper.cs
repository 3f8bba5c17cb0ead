using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>What a signed paper of ours says and over what: the signature in it, and the SHA-256 digest of all the rest.</summary>
public sealed partial record SignedPaper(ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte> Digest)
{
    private const int TailLength = 64, DictionaryLength = 32 * 1024;

    /// <summary>
    /// Reads one as <see cref="PdfEngine"/> wrote it: the signature last of all objects and over every other byte. Null when there is none, or when
    /// anything was added behind it; of a paper of others it therefore says nothing.
    /// </summary>
    /// <param name="paper">A file that can be read from any place.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async Task<SignedPaper?> ReadAsync(Stream paper, CancellationToken cancel)
    {
        // Looked for where nobody's words can stand: between the last object and the cross-reference stream.
        var tail = await ReadAsync(paper, Math.Max(0, paper.Length - TailLength), TailLength, cancel).ConfigureAwait(false);
        if (!long.TryParse(Start().Match(tail).Groups[1].Value, CultureInfo.InvariantCulture, out var end) || end > paper.Length) return null;

        var from = Math.Max(0, end - DictionaryLength);
        var dictionary = await ReadAsync(paper, from, (int)(end - from), cancel).ConfigureAwait(false);
        var found = Dictionary().Match(dictionary);
        if (!found.Success) return null;

        var open = from + found.Groups["signature"].Index - 1;
        var close = open + found.Groups["signature"].Length + 2;
        long Number(string name) => long.Parse(found.Groups[name].Value, CultureInfo.InvariantCulture);
        if (Number("open") != open || Number("close") != close || Number("rest") != paper.Length - close) return null;

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await AppendAsync(digest, paper, 0, open, cancel).ConfigureAwait(false);
        await AppendAsync(digest, paper, close, paper.Length, cancel).ConfigureAwait(false);
        return new SignedPaper(Convert.FromHexString(found.Groups["signature"].Value), digest.GetCurrentHash());
    }

    private static async Task<string> ReadAsync(Stream paper, long from, int length, CancellationToken cancel)
    {
        var bytes = new byte[length];
        paper.Position = from;
        return Encoding.Latin1.GetString(bytes, 0, await paper.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, cancel).ConfigureAwait(false));
    }

    private static async Task AppendAsync(IncrementalHash digest, Stream paper, long from, long to, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        paper.Position = from;
        while (from < to)
        {
            var read = await paper.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, to - from)), cancel).ConfigureAwait(false);
            if (read == 0) throw new EndOfStreamException();

            digest.AppendData(buffer, 0, read);
            from += read;
        }
    }

    [GeneratedRegex(@"startxref\n(\d{1,18})\n%%EOF\n$")]
    private static partial Regex Start();

    [GeneratedRegex(@"/ByteRange\[0 (?<open>\d{10}) (?<close>\d{10}) (?<rest>\d{10})\]/Contents<(?<signature>(?:[0-9A-F]{2})+)>>>\nendobj\n$", RegexOptions.RightToLeft)]
    private static partial Regex Dictionary();
}
