namespace SmsViro.Benchmarks;

/// <summary>One guard taken away, and the tests that must notice.</summary>
/// <param name="Without">What is missing then.</param>
/// <param name="NoticedBy">The test class that must fail, by its folder and name, or <see cref="TheGate"/>.</param>
/// <param name="File">The file that is changed, from the tree's root.</param>
/// <param name="Edits">What stands there exactly once, and what stands there instead.</param>
internal sealed record Mutation(string Without, string NoticedBy, string File, params (string Was, string Is)[] Edits)
{
    /// <summary>The gate of the build, which needs no test: nothing is compiled whose declarations were not reviewed.</summary>
    public const string TheGate = "the build";

    // Searches the bytes of every file after an erasure.
    private const string Erasures = "Rights.Erasing.ErasureProofTests";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("secure_delete of the keys", "Encryption.ShreddingTests", "SmsViro.Core/Storage/Keys/SqliteKeyStore.cs", ("        pragma secure_delete = on;\n", "")),
        new(
            "the truncation of the keys' log", "Encryption.ShreddingTests", "SmsViro.Core/Storage/Keys/SqliteKeyStore.cs",
            ("\"pragma wal_checkpoint(truncate)\"", "\"select 0, 0, 0\"")),
        new(
            "the row's id in what a value is bound to", "Encryption.BoxTests", "SmsViro.Core/Encryption/AssociatedData.cs",
            ("        row.TryWriteBytes(to[at..], bigEndian: true, out _);\n", "        to.Slice(at, 16).Clear();\n")),
        new(
            "the lock around AesGcm", "Encryption.BoxThreadsTests", "SmsViro.Core/Encryption/DataKey.cs",
            ("        public Lock Gate { get; } = new();\n", "        public Nothing Gate { get; } = new();\n"),
            (
                "    private sealed class Slot\n",
                "    private sealed class Nothing\n    {\n        public bool TryEnter() => true;\n        public void Enter() { }\n        public void Exit() { }\n    }\n\n    private sealed class Slot\n"),
            // Without locks threads share an instance, as the obvious code does.
            ("var slot = _slots[(first + i) & (SlotCount - 1)];", "var slot = _slots[0];")),
        new(
            "the erasing of a store outside the tables", Erasures, "SmsViro.Core/Rights/SealedFiles.cs",
            ("            await folder.ForgetAsync(file.Id, cancel);\n", "")),
        new(
            "the truncation of the data's log after an erasure", Erasures, "SmsViro.Core/Custody/EmptyLog.cs",
            ("        if (options.IsPostgres) return true;\n", "        if (options.IsPostgres || options.SqliteFile.Length > 0) return true;\n")),
        new("secure_delete of the data", Erasures, "SmsViro.Core/Storage/Sqlite/SqliteSettings.cs", ("PRAGMA secure_delete=ON; ", "PRAGMA secure_delete=OFF; ")),
        new(
            "a declaration of what is stored", TheGate, "SmsViro.Core/Billing/Balance.cs",
            ("    public long Receivable { get; set; }\n", "    public long Receivable { get; set; }\n\n    public string? Remark { get; set; }\n")),
        new(
            "the erasing of a profile, which its declaration keeps", TheGate, "SmsViro.Core/Accounts/ProfileMapping.cs",
            ("            .Default(Category.Profile);\n", "            .Default(Category.Profile, erasure: Erasure.Kept(\"It might be of use\", \"for ever\"));\n")),
        new(
            "a review of what a declaration says", TheGate, "docs/privacy-map.lock.json",
            ("\"Profile.Name\": \"Sealed; profile; from You; erased RowDeleted; in Both\"", "\"Profile.Name\": \"Sealed; profile; from You; erased Kept; in Both\"")),
    ];

    /// <summary>Changes the copy; the undoing puts it back.</summary>
    public Action Apply(string tree)
    {
        var path = Path.Combine(tree, File);
        var before = System.IO.File.ReadAllText(path);
        var after = before;
        foreach (var (was, now) in Edits)
        {
            if (after.Split(was).Length != 2) throw new InvalidOperationException($"{File} does not hold this exactly once, so the mutation would prove nothing: {was}");
            after = after.Replace(was, now, StringComparison.Ordinal);
        }

        System.IO.File.WriteAllText(path, after);
        return () => System.IO.File.WriteAllText(path, before);
    }
}
