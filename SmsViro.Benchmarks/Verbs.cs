namespace SmsViro.Benchmarks;

/// <summary>One verb a figure; each prints its work and ends with a line <c>RESULT name=value ...</c>, non-zero if what it counts does not add up.</summary>
internal static class Verbs
{
    public static IReadOnlyDictionary<string, Func<string[], int>> All { get; } = new Dictionary<string, Func<string[], int>>(StringComparer.Ordinal)
    {
        ["backup"] = BackupVerb.Run,
        ["campaign"] = CampaignVerb.Run,
        ["disk"] = _ => DiskVerb.Run(),
        ["disk-worker"] = DiskVerb.RunWorker,
        ["erasure"] = ErasureVerb.Run,
        ["export"] = ExportVerb.Run,
        ["export-worker"] = ExportVerb.Make,
        ["kill-worker"] = KillWorker.Run,
        ["kills"] = KillsVerb.Run,
        ["link"] = LinkVerb.Run,
        ["mutations"] = _ => MutationsVerb.Run(),
        ["pdf"] = PdfVerb.Run,
        ["rotation"] = RotationVerb.Run,
        ["rotation-kills"] = RotationKillsVerb.Run,
        ["rotation-worker"] = RotationKillsVerb.RunWorker,
        ["restore-worker"] = BackupVerb.RunWorker,
        ["recipients"] = RecipientsVerb.Run,
        ["sealing"] = SealingVerb.Run,
        ["segments"] = _ => SegmentsVerb.Run(),
        ["simulator"] = SimulatorProcess.Run,
    };

    public static int Explain()
    {
        Console.Error.WriteLine($"Name one of: {string.Join(", ", All.Keys.Order(StringComparer.Ordinal))}");
        return 2;
    }
}
