using System.Globalization;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Carriers.Simulator;

namespace SmsViro.Benchmarks;

/// <summary>The simulated operator in a process of its own, which outlives the portal and counts what it took.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly OtherProcess _process;

    public SimulatorProcess(params string[] options)
    {
        _process = OtherProcess.Start(["simulator", .. options]);
        var ready = Values(_process.Hear("READY") ?? throw new InvalidOperationException("The simulator did not start."));
        Settings =
        [
            Setting(nameof(OperatorOptions.Host), "127.0.0.1"),
            Setting(nameof(OperatorOptions.Port), ready["port"]),
            Setting(nameof(OperatorOptions.SystemId), ready["system-id"]),
            Setting(nameof(OperatorOptions.Password), ready["password"]),
            Setting(nameof(OperatorOptions.Country), "GB"),
            Setting(nameof(OperatorOptions.AgreedOn), "2026-01-01"),
            Setting(nameof(OperatorOptions.AgreementAt), "benchmarks"),
            Setting(nameof(OperatorOptions.AgreementEndsOn), "2036-01-01"),
        ];
    }

    /// <summary>What a portal is told to bind here.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Settings { get; }

    public static int Run(string[] args) =>
        SimulatorCommand.RunAsync(args, Console.In, Console.Out, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();

    public static KeyValuePair<string, string?> Setting(string name, string value) => KeyValuePair.Create($"{OperatorOptions.Section}:{name}", (string?)value);

    /// <summary>Different parts, and parts with repetitions.</summary>
    public (long Parts, long Accepted) Count()
    {
        _process.Say("counts");
        var counted = Values(_process.Hear("COUNTED")!);
        return (long.Parse(counted["parts"], CultureInfo.InvariantCulture), long.Parse(counted["accepted"], CultureInfo.InvariantCulture));
    }

    /// <summary>How often each number got its text; the texts of these figures have one part.</summary>
    public Dictionary<long, int> CountEach(string file)
    {
        _process.Say($"counts {file}");
        _process.Hear("COUNTED");
        return File.ReadLines(file).Select(line => line.Split(' ')).ToDictionary(row => long.Parse(row[0], CultureInfo.InvariantCulture), row => int.Parse(row[2], CultureInfo.InvariantCulture));
    }

    public void Dispose() => _process.Dispose();

    private static Dictionary<string, string> Values(string line) =>
        line.Split(' ').Skip(1).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
