using System.Text.RegularExpressions;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>
/// Every log of every run is searched when its store or portal is disposed of: for the values that the test gave away, in every guise, and for anything
/// in the shape of a number or an address, whoever it belongs to.
/// </summary>
internal static partial class SilentLogs
{
    /// <param name="folder">Whose logs.</param>
    /// <param name="canaries">What was given away in this run.</param>
    /// <exception cref="InvalidOperationException">A log says something personal.</exception>
    public static void Require(string folder, IEnumerable<string> canaries)
    {
        var logs = Directory.GetFiles(folder, "*.log");
        var said = Canaries.FindInFiles(logs, folder, canaries).Concat(logs.SelectMany(InShape)).ToList();
        if (said.Count > 0) throw new InvalidOperationException($"A log says what it must not: {string.Join("; ", said.Take(10))}");
    }

    private static IEnumerable<string> InShape(string log)
    {
        using var open = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var lines = new StreamReader(open);
        while (lines.ReadLine() is { } line)
            if (Number().IsMatch(line) || Address().IsMatch(line)) yield return line;
    }

    [GeneratedRegex(@"\+[1-9][0-9]{9,14}\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"[\p{L}\d._+-]+@[\p{L}\d-]+\.[\p{L}\d.-]*\p{L}{2,}")]
    private static partial Regex Address();
}
