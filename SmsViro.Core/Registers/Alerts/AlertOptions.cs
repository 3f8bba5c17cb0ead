using Microsoft.Extensions.Configuration;

namespace SmsViro.Core.Registers.Alerts;

/// <summary>From how many on something is unusual, and within which time; the section <c>Alerts</c>.</summary>
public sealed record AlertOptions
{
    public const string Section = "Alerts";

    /// <summary>Lists and extracts one of our staff takes within <see cref="ExportWindow"/>.</summary>
    public int Exports { get; init; } = 5;

    public TimeSpan ExportWindow { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Copies one customer asks for or downloads within <see cref="CopyWindow"/>.</summary>
    public int Copies { get; init; } = 10;

    public TimeSpan CopyWindow { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Different people one of our staff opens or looks up within an hour.</summary>
    public int LookupsInAnHour { get; init; } = 30;

    /// <summary>The same within a day.</summary>
    public int LookupsInADay { get; init; } = 100;

    /// <summary>Wrong passwords of one person within <see cref="FailureWindow"/>.</summary>
    public int Failures { get; init; } = 5;

    public TimeSpan FailureWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Accounts at whose sign-in a password was wrong within <see cref="SprayWindow"/>.</summary>
    public int SprayedAccounts { get; init; } = 20;

    public TimeSpan SprayWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Attempts after which work that failed each time is said to keep failing.</summary>
    public int FailedAttempts { get; init; } = 3;

    /// <summary>How old the newest backup may be; zero where backups are made by other means and watched there.</summary>
    public TimeSpan BackupEvery { get; init; } = TimeSpan.FromDays(2);

    /// <summary>How long no link to the operator may take messages.</summary>
    public TimeSpan OperatorDownFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Every rule on what people do.</summary>
    public IReadOnlyList<AlertRule> Rules =>
    [
        new(AlertKind.MassExport, Exports, ExportWindow),
        new(AlertKind.ManyCopies, Copies, CopyWindow),
        new(AlertKind.MassLookup, LookupsInAnHour, TimeSpan.FromHours(1)),
        new(AlertKind.MassLookup, LookupsInADay, TimeSpan.FromDays(1)),
        new(AlertKind.FailedStepUp, Failures, FailureWindow),
        new(AlertKind.GuessedStaff, Failures, FailureWindow),
        new(AlertKind.Spraying, SprayedAccounts, SprayWindow),
    ];

    /// <summary>Reads and checks the section; a wrong value is a sentence that names its key.</summary>
    public static AlertOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<AlertOptions>() ?? new AlertOptions();
        return options.Problems().FirstOrDefault() is { } problem ? throw new InvalidOperationException(problem) : options;
    }

    private IEnumerable<string> Problems()
    {
        var counts = new[]
        {
            (nameof(Exports), Exports), (nameof(Copies), Copies), (nameof(LookupsInAnHour), LookupsInAnHour), (nameof(LookupsInADay), LookupsInADay), (nameof(Failures), Failures),
            (nameof(SprayedAccounts), SprayedAccounts), (nameof(FailedAttempts), FailedAttempts),
        };
        var windows = new[] { (nameof(ExportWindow), ExportWindow), (nameof(CopyWindow), CopyWindow), (nameof(FailureWindow), FailureWindow), (nameof(SprayWindow), SprayWindow) };
        foreach (var (name, count) in counts)
            if (count < 1) yield return $"{Section}:{name} is at least 1.";
        foreach (var (name, window) in windows)
            if (window <= TimeSpan.Zero || window > Detection.LongestWindow) yield return $"{Section}:{name} is a time longer than zero and at most 7 days, such as '1.00:00:00'.";
        if (BackupEvery < TimeSpan.Zero) yield return $"{Section}:{nameof(BackupEvery)} is not negative; '00:00:00' says that backups are watched elsewhere.";
        if (OperatorDownFor < TimeSpan.Zero) yield return $"{Section}:{nameof(OperatorDownFor)} is not negative.";
    }
}
