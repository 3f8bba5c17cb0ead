namespace SmsViro.Benchmarks;

/// <summary>
/// <c>rotation-kills [--each N]</c>: a process that replaces keys is killed N times in each of the three jobs, at instants nobody chose. After every kill
/// everything opens and is found; after the last each job comes to its end.
/// </summary>
internal static class RotationKillsVerb
{
    private static readonly string[] Jobs = [RotatingPortal.Data, RotatingPortal.Index, RotatingPortal.Epochs];

    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("smsviro-rotation-kills-").FullName;
        try
        {
            return RunAsync(folder, args.Number("--each", 20)).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary><c>rotation-worker FOLDER JOB</c>: the process that is killed.</summary>
    public static int RunWorker(string[] args) => WorkAsync(args[0], args[1]).GetAwaiter().GetResult();

    private static async Task<int> WorkAsync(string folder, string job)
    {
        await using var portal = await RotatingPortal.OpenAsync(folder, folder);
        Console.WriteLine("READY");
        while (true)
        {
            await portal.RunYearAsync(job);
            Console.WriteLine("YEAR");
        }
    }

    private static async Task<int> RunAsync(string folder, int each)
    {
        await using (var portal = await RotatingPortal.OpenAsync(folder, folder)) await portal.FillAsync();

        var (kills, lost) = (0, 0);
        foreach (var job in Jobs)
        {
            for (var kill = 0; kill < each; kill++)
            {
                using (var worker = OtherProcess.Start("rotation-worker", folder, job))
                {
                    if (worker.Hear("READY") is null) throw new InvalidOperationException("The portal did not start after a kill.");

                    await Task.Delay(Random.Shared.Next(5, 700));
                    worker.Kill();
                }

                kills++;
                lost += await LostAsync(folder, null);
            }

            Console.WriteLine($"{job}: {each} kills");
        }

        foreach (var job in Jobs) lost += await LostAsync(folder, job);
        Console.WriteLine($"RESULT kills={kills} lost={lost}");
        return lost == 0 ? 0 : 1;
    }

    private static async Task<int> LostAsync(string folder, string? afterYearOf)
    {
        await using var portal = await RotatingPortal.OpenAsync(folder, folder);
        if (afterYearOf is { } job) await portal.RunYearAsync(job);
        var lost = await portal.LostAsync();
        foreach (var sentence in lost) Console.WriteLine(sentence);
        return lost.Count;
    }
}
