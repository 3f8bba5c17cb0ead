using System.Diagnostics;

[assembly: AssemblyFixture(typeof(SmsViro.Portal.Tests.Doubles.Scratch))]

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Where a run keeps its files: one folder, gone at its end, so that a test run leaves the machine as it was.</summary>
public sealed class Scratch : IDisposable
{
    private const string Prefix = "smsviro-tests-";

    private const long Enough = 4L << 30;

    private static readonly Lazy<string> Root = new(MakeRoot);

    /// <summary>The folder of a run's folders: in memory where there is room, for a disk spends a tenth of a run on making and unmaking small files.</summary>
    internal static string Place { get; } = FindPlace();

    /// <summary>A new empty folder.</summary>
    public static string Folder(string purpose) =>
        Directory.CreateDirectory(Path.Combine(Root.Value, $"{purpose}-{Guid.CreateVersion7():N}")).FullName;

    public void Dispose()
    {
        if (Root.IsValueCreated)
            Remove(Root.Value);
    }

    private static string FindPlace()
    {
        const string memory = "/dev/shm";
        return OperatingSystem.IsLinux() && Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace > Enough ? memory : Path.GetTempPath();
    }

    // What a killed run could not remove, the next one does.
    private static string MakeRoot()
    {
        foreach (var folder in Directory.EnumerateDirectories(Place, Prefix + "*"))
            if (int.TryParse(Path.GetFileName(folder)[Prefix.Length..], out var run) && !IsAlive(run))
                Remove(folder);

        return Directory.CreateDirectory(Path.Combine(Place, $"{Prefix}{Environment.ProcessId}")).FullName;
    }

    private static bool IsAlive(int run)
    {
        try
        {
            using var process = Process.GetProcessById(run);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Removes a folder now, or leaves it to the end of the run while something still writes in it.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A process that is still ending holds a file; the next run tries again.
        }
    }
}
