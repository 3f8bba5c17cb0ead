using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Benchmarks;

/// <summary>
/// <c>disk</c>: keys are replaced on a disk that is full, and then on one that has become read-only. Each job ends with a sentence that says what to do; with
/// room again it comes to its end, and nothing was lost. The disk is a small one in memory that only the worker sees, so nothing of the machine changes.
/// </summary>
internal static class DiskVerb
{
    private const string Size = "64m";

    private static readonly string[] Jobs = [RotatingPortal.Data, RotatingPortal.Index, RotatingPortal.Epochs];

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-disk-").FullName;
        try
        {
            var (disk, elsewhere) = (Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName, Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName);
            using var other = Process.Start("unshare", ["-rm", "sh", "-c", $"mount -t tmpfs -o size={Size} tmpfs \"$1\" && shift && exec \"$@\"", "sh", disk, Environment.ProcessPath!, "disk-worker", disk, elsewhere]);
            other.WaitForExit();
            return other.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary><c>disk-worker DISK ELSEWHERE</c>: who works on that disk.</summary>
    public static int RunWorker(string[] args) => WorkAsync(args[0], args[1]).GetAwaiter().GetResult();

    private static async Task<int> WorkAsync(string disk, string elsewhere)
    {
        var (faults, told, lost) = (0, 0, 0);
        await using (var portal = await RotatingPortal.OpenAsync(disk, elsewhere)) await portal.FillAsync();
        foreach (var job in Jobs)
        {
            foreach (var isFull in new[] { true, false })
            {
                var sentence = isFull ? await OnFullDiskAsync(disk, elsewhere, job) : await OnReadOnlyDiskAsync(disk, elsewhere, job);
                faults++;
                if (sentence is not null) told++;
                Console.WriteLine($"{job}, {(isFull ? "full" : "read-only")}: {sentence ?? "NOT TOLD"}");

                await using var again = await RotatingPortal.OpenAsync(disk, elsewhere);
                await again.RunYearAsync(job);
                foreach (var breach in await again.LostAsync())
                {
                    lost++;
                    Console.WriteLine(breach);
                }
            }
        }

        Console.WriteLine($"RESULT faults={faults} told={told} lost={lost}");
        return faults == told && lost == 0 ? 0 : 1;
    }

    private static async Task<string?> OnFullDiskAsync(string disk, string elsewhere, string job)
    {
        await using var portal = await RotatingPortal.OpenAsync(disk, elsewhere);
        FillUp(disk);
        var sentence = await SentenceAsync(() => portal.RunYearAsync(job));
        File.Delete(Filler(disk));
        return sentence;
    }

    // Nobody can make a disk read-only that somebody writes on, so this one is so from the start.
    private static async Task<string?> OnReadOnlyDiskAsync(string disk, string elsewhere, string job)
    {
        SqliteConnection.ClearAllPools();
        Mount(disk, "ro");
        var sentence = await SentenceAsync(async () =>
        {
            await using var portal = await RotatingPortal.OpenAsync(disk, elsewhere);
            await portal.RunYearAsync(job);
        });
        SqliteConnection.ClearAllPools();
        Mount(disk, "rw");
        return sentence;
    }

    // Only the sentences written for a person count.
    private static async Task<string?> SentenceAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception failure) when (failure is KeysException or StorageUnavailableException)
        {
            return failure.Message;
        }
    }

    private static string Filler(string disk) => Path.Combine(disk, "filler");

    private static void FillUp(string disk)
    {
        using var filler = new FileStream(Filler(disk), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[1 << 12];
        try
        {
            while (true) filler.Write(block);
        }
        catch (IOException)
        {
            // Full, which was the aim.
        }
    }

    private static void Mount(string disk, string how)
    {
        using var mount = Process.Start("mount", ["-o", $"remount,{how}", disk]);
        mount.WaitForExit();
        if (mount.ExitCode != 0) throw new InvalidOperationException($"The disk could not be mounted {how}.");
    }
}
