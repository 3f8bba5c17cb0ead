using System.Diagnostics;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>A program of somebody else's, asked for its opinion.</summary>
internal static class Reader
{
    /// <summary>What it said; the test is skipped where the program is missing.</summary>
    public static async Task<(int Code, string Answer, string Errors)> RunAsync(string tool, IEnumerable<string> arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo(Requires.Tool(tool), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = await process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await said, errors);
    }
}
