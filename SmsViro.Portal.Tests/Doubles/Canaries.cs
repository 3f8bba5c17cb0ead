using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Looks for values in the bytes of files, in every guise in which software tends to leave them there.</summary>
public static class Canaries
{
    private static readonly Encoding[] Encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>Where <paramref name="values"/> lie in the files beneath <paramref name="folder"/>; empty when they lie nowhere.</summary>
    /// <param name="folder">Searched with everything beneath it.</param>
    /// <param name="values">What must lie nowhere.</param>
    /// <param name="except">A folder beneath it that is readable by design.</param>
    public static IReadOnlyList<string> FindIn(string folder, IEnumerable<string> values, string? except = null)
    {
        var guises = values.SelectMany(value => GuisesOf(value).Select(guise => (Value: value, guise.Name, guise.Bytes))).ToList();

        return
        [
            .. from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
               where new FileInfo(file).Length > 0 // an empty lock cannot be opened while it is held
               where except is null || !file.StartsWith(except, StringComparison.Ordinal)
               let bytes = ReadShared(file)
               from guise in guises
               where bytes.AsSpan().IndexOf(guise.Bytes) >= 0
               select $"{guise.Value} lies in {Path.GetRelativePath(folder, file)} as {guise.Name}",
        ];
    }

    /// <summary>
    /// As typed, upper and lower case; in UTF-8 and both UTF-16; as text, hex and base64 at each of its three alignments; digits also
    /// as the bytes of a number, either end first.
    /// </summary>
    public static IEnumerable<(string Name, byte[] Bytes)> GuisesOf(string value) => AsText(value).Concat(AsNumber(value));

    private static IEnumerable<(string Name, byte[] Bytes)> AsNumber(string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            yield break;

        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        byte[] significant = [.. bytes.SkipWhile(octet => octet == 0)];
        yield return ("a number", significant);
        yield return ("a number, low end first", [.. significant.Reverse()]);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> AsText(string value) =>
        from written in new[] { value, value.ToUpperInvariant(), value.ToLowerInvariant() }.Distinct()
        from encoding in Encodings
        let bytes = encoding.GetBytes(written)
        from guise in (IEnumerable<(string Name, byte[] Bytes)>)
        [
            ("text", bytes),
            ("hex", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes))),
            ("lower hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes))),
            .. Enumerable.Range(0, 3).Select(before => ("base64", Encoding.ASCII.GetBytes(Base64(bytes, before)))),
            .. Enumerable.Range(0, 3).Select(before => ("base64url", Encoding.ASCII.GetBytes(Base64(bytes, before).Replace('+', '-').Replace('/', '_')))),
        ]
        select ($"{guise.Name} of {encoding.WebName}", guise.Bytes);

    // The characters of base64 that depend on these bytes alone, when so many others come before them.
    private static string Base64(byte[] bytes, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. bytes]);
        var first = ((before * 8) + 5) / 6;
        var last = (before + bytes.Length) * 8 / 6;
        return text[first..last];
    }

    // Databases are open while they are searched.
    private static byte[] ReadShared(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        open.CopyTo(bytes);
        return bytes.ToArray();
    }
}
