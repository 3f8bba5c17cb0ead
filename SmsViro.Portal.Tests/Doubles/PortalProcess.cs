using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>The portal as a person starts it: a process of its own, with its own folders, temporary files and console.</summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamWriter _console;

    private PortalProcess(string folder, IEnumerable<string> arguments)
    {
        Folder = folder;
        _console = new StreamWriter(Path.Combine(folder, "console.log"), append: true) { AutoFlush = true };
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        var program = Path.Combine(AppContext.BaseDirectory.Replace("SmsViro.Portal.Tests", "SmsViro.Portal", StringComparison.Ordinal), "SmsViro.Portal.dll");
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, .. arguments])
            {
                WorkingDirectory = Tree.Portal,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["TMPDIR"] = temporary,
                    ["DOTNET_EnableDiagnostics"] = "0", // its pipes would lie in there, and reading one never ends
                    ["DOTNET_TieredPGO"] = "0", // as in the tests themselves: it lives for seconds
                    ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    ["Data__Folder"] = Path.Combine(folder, "data"),
                    ["Keys__RootFolder"] = Path.Combine(folder, "root"),
                    ["Custody__LedgerPath"] = Path.Combine(folder, "erasures.ledger"),
                },
            },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The portal ended with {_process.ExitCode}:\n{Said}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything the portal writes, its console included.</summary>
    public string Folder { get; }

    public int Id => _process.Id;

    public string Said { get; private set; } = "";

    /// <summary>Where it answers, once it says so.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(Patience.Longest);

    /// <summary>Starts the portal on a free port; give a folder of an earlier one to start it again on the same data.</summary>
    public static PortalProcess Start(string? folder = null, params string[] arguments) =>
        new(folder ?? Scratch.Folder("process"), ["--urls", $"http://localhost:{Loopback.FreePort()}", .. arguments]);

    /// <summary>Starts it with exactly these arguments, for verbs and for refusals.</summary>
    public static PortalProcess Say(string folder, params string[] arguments) => new(folder, arguments);

    /// <summary>Sends Ctrl-C and waits; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        return await EndAsync();
    }

    /// <summary>Waits until it ends by itself; the exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience.Longest);
        return _process.ExitCode;
    }

    public void Kill() => _process.Kill();

    /// <summary>Ends the process; its folder stays for another one, until the run ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _console.DisposeAsync();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;

        lock (_console)
        {
            Said += line + "\n";
            if (_console.BaseStream is { CanWrite: true })
                _console.WriteLine(line);
        }

        if (Address().Match(line) is { Success: true } match)
            _address.TrySetResult(new Uri(match.Value));
    }

    [GeneratedRegex(@"http://localhost:[1-9]\d*")]
    private static partial Regex Address();
}
