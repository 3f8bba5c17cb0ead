using System.Diagnostics;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.PersonalData;

/// <summary>The gate as a developer meets it: a copy of the tree with one column too many does not build.</summary>
public sealed class PrivacyGateBuildTests : IDisposable
{
    private static readonly string[] Copied =
        ["SmsViro.Core", "SmsViro.Portal", "docs/privacy-map.lock.json", "Directory.Build.props", "Directory.Packages.props", "BannedSymbols.txt", "global.json", ".editorconfig"];

    private readonly string _tree = Directory.CreateTempSubdirectory("smsviro-gate-").FullName;

    [Fact]
    public async Task A_column_that_nobody_declared_fails_the_build_by_its_name()
    {
        foreach (var part in Copied) Copy(part);
        var balance = Path.Combine(_tree, "SmsViro.Core/Billing/Balance.cs");
        var source = await File.ReadAllTextAsync(balance, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            balance,
            source.Replace("public long Receivable { get; set; }", "public long Receivable { get; set; }\n\n    public string? Remark { get; set; }", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var (code, said) = await BuildAsync();

        Assert.NotEqual(0, code);
        Assert.Contains("error PRIV001: Balance.Remark is stored but not declared", said, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_tree, recursive: true);

    private async Task<(int Code, string Said)> BuildAsync()
    {
        // The analyzers have nothing to say about the gate and would take most of the time.
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", "SmsViro.Portal", "-v", "q", "--nologo", "-p:RunAnalyzers=false", "-nodeReuse:false"])
        {
            WorkingDirectory = _tree,
            RedirectStandardOutput = true,
        })!;
        var said = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (build.ExitCode, said);
    }

    private void Copy(string part)
    {
        var from = Path.Combine(Tree.Root, part);
        var to = Path.Combine(_tree, part);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
