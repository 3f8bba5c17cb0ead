using System.Diagnostics;

namespace SmsViro.Benchmarks;

/// <summary>This program once more, in a process of its own, spoken to over its console.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static OtherProcess Start(params string[] args)
    {
        var program = Environment.ProcessPath!;
        string[] words = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(OtherProcess).Assembly.Location, .. args] : args;
        return new OtherProcess(Process.Start(new ProcessStartInfo(program, words) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
    }

    /// <summary>The next line that starts with a word; null when the process ends first.</summary>
    public string? Hear(string word)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
            if (line.StartsWith(word, StringComparison.Ordinal)) return line;
        return null;
    }

    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Ends it as a power cut would: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
    }

    public void Wait() => _process.WaitForExit();

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
