using System.Globalization;

namespace SmsViro.Benchmarks;

/// <summary>What was written behind a verb: "--name value".</summary>
internal static class Options
{
    /// <summary>The connection to a PostgreSQL database for the run alone; null for SQLite.</summary>
    public static string? Postgres(this string[] args) => args.Word("--postgres");

    public static int Number(this string[] args, string name, int otherwise) => int.TryParse(args.Word(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    public static string? Word(this string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
