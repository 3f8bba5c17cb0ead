using System.Globalization;
using System.Net.Sockets;

namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>
/// The simulator as a process of its own: <c>simulator [--port P] [--rate N] [--delay-ms D] [--password W] [--no-receipts]</c>.
/// Prints <c>READY port= system-id= password=</c>, then obeys lines: <c>counts</c> prints totals, <c>counts FILE</c> also writes "digits part count" lines there, <c>cut</c> drops every link, <c>quit</c> ends.
/// </summary>
public static class SimulatorCommand
{
    /// <summary>Runs until "quit" or cancellation and returns the exit code; a closed input only ends the commands.</summary>
    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TimeProvider clock, CancellationToken cancel)
    {
        if (!TryParse(args, out var options))
        {
            await output.WriteLineAsync("simulator takes --port P, --rate N, --delay-ms D, --password W (at most 8 characters) and --no-receipts.");
            return 2;
        }

        try
        {
            await using var simulator = OperatorSimulator.Start(options, clock);
            await output.WriteLineAsync($"READY port={simulator.Port} system-id={options.SystemId} password={simulator.Password}");
            await output.FlushAsync(cancel);

            // Reading a console cannot be cancelled, so it is left behind.
            var commands = Task.Run(() => ObeyAsync(simulator, input, output), cancel);
            if (!await commands.WaitAsync(cancel)) await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancel);
            return 0;
        }
        catch (SocketException)
        {
            await output.WriteLineAsync($"Port {options.Port} is taken: name another with --port, or none to let the machine choose.");
            return 1;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static async Task<bool> ObeyAsync(OperatorSimulator simulator, TextReader input, TextWriter output)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ', 2, StringSplitOptions.TrimEntries))
            {
                case ["quit"]:
                    return true;
                case ["cut"]:
                    simulator.CutLinks();
                    break;
                case ["counts", .. var file]:
                    if (file is [var path]) await WriteCountsAsync(simulator, path);
                    await output.WriteLineAsync($"COUNTED parts={simulator.Counts.Different} accepted={simulator.Counts.Total}");
                    await output.FlushAsync();
                    break;
            }
        }

        return false;
    }

    private static async Task WriteCountsAsync(OperatorSimulator simulator, string path)
    {
        await using var rows = new StreamWriter(path);
        simulator.Counts.WriteTo(rows);
    }

    private static bool TryParse(string[] args, out SimulatorOptions options)
    {
        options = new();
        for (var at = 0; at < args.Length; at++)
        {
            var value = at + 1 < args.Length ? args[at + 1] : "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[at])
            {
                case "--no-receipts":
                    options = options with { Receipts = false };
                    continue;
                case "--port" when isNumber && number <= 65535:
                    options = options with { Port = number };
                    break;
                case "--rate" when isNumber:
                    options = options with { Rate = number };
                    break;
                case "--delay-ms" when isNumber:
                    options = options with { ReceiptDelay = TimeSpan.FromMilliseconds(number) };
                    break;
                case "--password" when value.Length is > 0 and <= 8:
                    options = options with { Password = value };
                    break;
                default:
                    return false;
            }

            at++;
        }

        return true;
    }
}
