using System.Diagnostics;
using System.Text;

namespace SmsViro.Benchmarks;

/// <summary>
/// <c>mutations</c>: breaks what protects people on purpose in a copy of the tree, one guard at a time, and demands that its tests notice. A test that stays
/// green without its guard would be worth nothing.
/// </summary>
internal static class MutationsVerb
{
    public static int Run()
    {
        var copy = Directory.CreateTempSubdirectory("smsviro-mutations-").FullName;
        try
        {
            Copy(Root(), copy);
            return Run(copy);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private static int Run(string tree)
    {
        Require(Compile(tree), "the copy does not build");
        foreach (var tests in Mutation.All.Select(mutation => mutation.NoticedBy).Where(by => by != Mutation.TheGate).Distinct())
            Require(Pass(tree, tests), $"{tests} fails without any mutation");

        var (made, caught) = (0, 0);
        foreach (var mutation in Mutation.All)
        {
            var undo = mutation.Apply(tree);
            made++;
            var noticed = mutation.NoticedBy == Mutation.TheGate ? GateRefuses(tree) : TestsNotice(tree, mutation);
            if (noticed) caught++;
            Console.WriteLine($"without {mutation.Without}: {(noticed ? "noticed" : "NOT NOTICED")} by {mutation.NoticedBy}");
            undo();
        }

        Console.WriteLine($"RESULT mutations={made} caught={caught}");
        return made == caught ? 0 : 1;
    }

    private static bool TestsNotice(string tree, Mutation mutation)
    {
        Require(Compile(tree), $"without {mutation.Without} the copy does not build");
        return !Pass(tree, mutation.NoticedBy);
    }

    // A build that fails for another reason would prove nothing.
    private static bool GateRefuses(string tree) => Build(tree) is { Code: not 0, Said: var said } && said.Contains("error PRIV", StringComparison.Ordinal);

    private static bool Compile(string tree) => Build(tree).Code == 0;

    private static (int Code, string Said) Build(string tree) =>
        Dotnet(tree, "build", "SmsViro.Portal.Tests", "-v", "q", "--nologo", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false");

    // A class that does not exist would pass by running nothing.
    private static bool Pass(string tree, string tests) => Dotnet(
        tree, Path.Combine("artifacts", "bin", "SmsViro.Portal.Tests", "debug", "SmsViro.Portal.Tests.dll"),
        "--filter-class", $"SmsViro.Portal.Tests.{tests}", "--minimum-expected-tests", "1").Code == 0;

    private static (int Code, string Said) Dotnet(string tree, params string[] words)
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", words) { WorkingDirectory = tree, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = new StringBuilder();
        dotnet.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
        dotnet.ErrorDataReceived += (_, _) => { };
        dotnet.BeginOutputReadLine();
        dotnet.BeginErrorReadLine();
        dotnet.WaitForExit();
        return (dotnet.ExitCode, said.ToString());
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidOperationException($"Nothing is proved: {otherwise}.");
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SmsViro.Portal.sln"))) return folder.FullName;
        throw new InvalidOperationException("mutations runs inside the source tree.");
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from)) File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        foreach (var folder in Directory.EnumerateDirectories(from))
            if (Path.GetFileName(folder) is var name && name is not ("artifacts" or ".git" or "node_modules" or "TestResults"))
                Copy(folder, Directory.CreateDirectory(Path.Combine(to, name)).FullName);
    }
}
