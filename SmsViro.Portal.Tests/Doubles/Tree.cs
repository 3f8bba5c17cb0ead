using System.Runtime.CompilerServices;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Where the sources of this very build lie, for the tests that read them.</summary>
public static class Tree
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(ThisFile(), "../../.."));

    public static string Core { get; } = Path.Combine(Root, "SmsViro.Core");

    public static string Portal { get; } = Path.Combine(Root, "SmsViro.Portal");

    public static string Tests { get; } = Path.Combine(Root, "SmsViro.Portal.Tests");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
