using System.Runtime.InteropServices;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Looks for values in the bytes of files, in every guise in which software tends to leave them there.</summary>
public static class Canaries
{
    // A guise of fewer bytes lies by chance in any file of random bytes.
    private const int Shortest = 4;

    /// <summary>Where <paramref name="values"/> lie in the files beneath <paramref name="folder"/>; empty when they lie nowhere.</summary>
    /// <param name="folder">Searched with everything beneath it.</param>
    /// <param name="values">What must lie nowhere.</param>
    /// <param name="except">Folders beneath it that are readable by design.</param>
    public static IReadOnlyList<string> FindIn(string folder, IEnumerable<string> values, params string[] except) =>
        FindIn(FilesOf(folder, except), folder, values.Distinct().SelectMany(value => Guises.Of(value).Select(guise => new Wanted(value, guise.Name, guise.Bytes))));

    /// <summary>The same for bytes as they stand, such as sealed values taken before they were erased.</summary>
    public static IReadOnlyList<string> FindBytesIn(string folder, IEnumerable<(string Name, byte[] Bytes)> values, params string[] except) =>
        FindIn(FilesOf(folder, except), folder, values.Select(value => new Wanted(value.Name, "bytes", value.Bytes)));

    /// <summary>The same in these files alone.</summary>
    public static IReadOnlyList<string> FindInFiles(IEnumerable<string> files, string folder, IEnumerable<string> values) =>
        FindIn(files, folder, values.Distinct().SelectMany(value => Guises.Of(value).Select(guise => new Wanted(value, guise.Name, guise.Bytes))));

    private static IEnumerable<string> FilesOf(string folder, string[] except) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !except.Any(spared => file.StartsWith(spared, StringComparison.Ordinal)));

    // All values in one pass over each file: a hundred people's worth of guises would otherwise read it ten thousand times.
    private static List<string> FindIn(IEnumerable<string> files, string folder, IEnumerable<Wanted> values)
    {
        var byStart = new Dictionary<uint, List<Wanted>>();
        var begins = new bool[ushort.MaxValue + 1];
        foreach (var value in values)
        {
            if (value.Bytes.Length < Shortest) throw new ArgumentException($"{value.Value} as {value.Guise} is too short to be looked for.", nameof(values));

            begins[MemoryMarshal.Read<ushort>(value.Bytes)] = true;
            (CollectionsMarshal.GetValueRefOrAddDefault(byStart, MemoryMarshal.Read<uint>(value.Bytes), out _) ??= []).Add(value);
        }

        var found = new List<string>();
        foreach (var file in files)
        {
            var bytes = ReadShared(file).AsSpan();
            var seen = new HashSet<Wanted>();
            for (var at = 0; at + Shortest <= bytes.Length; at++)
            {
                if (!begins[MemoryMarshal.Read<ushort>(bytes[at..])] || !byStart.TryGetValue(MemoryMarshal.Read<uint>(bytes[at..]), out var wanted)) continue;

                foreach (var value in wanted)
                    if (bytes[at..].StartsWith(value.Bytes) && seen.Add(value)) found.Add($"{value.Value} lies in {Path.GetRelativePath(folder, file)} as {value.Guise}");
            }
        }

        return found;
    }

    // Databases are open while they are searched: files end and are removed, and an empty lock cannot be opened while it is held.
    private static byte[] ReadShared(string file)
    {
        try
        {
            if (new FileInfo(file).Length == 0) return [];

            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            open.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return []; // removed since it was listed
        }
    }

    private sealed record Wanted(string Value, string Guise, byte[] Bytes);
}
