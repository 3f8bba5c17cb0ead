using SmsViro.Core.Custody.Escrow;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Manage;

/// <summary>The root keys in a safe: written out under a passphrase, tried, put back.</summary>
internal static class RootCommands
{
    public static Command Export { get; } = new("root export", "FILE", "writes every root key into FILE, sealed under a passphrase; keep both, apart")
    {
        WithServices = (app, given) => ExportAsync(app.Services, Path.GetFullPath(given[0])),
    };

    public static Command Verify { get; } = new("root verify", "FILE", "opens FILE and says whether its root keys open today's key store, and which are missing")
    {
        WithServices = (app, given) => VerifyAsync(app.Services, Path.GetFullPath(given[0])),
    };

    public static Command Restore { get; } = new("root restore", "FILE", "puts back the root keys that the key store needs and the folder lacks")
    {
        WithServices = (app, given) => RestoreAsync(app.Services, Path.GetFullPath(given[0])),
    };

    private static async Task<int> ExportAsync(IServiceProvider services, string path)
    {
        Directory.CreateDirectory(services.GetRequiredService<StorageOptions>().DataFolder);
        await Start.OpenAsync(services, CancellationToken.None);
        if (Passphrase.Read(twice: true) is not { } passphrase) return await Command.RefuseAsync("The two passphrases differ; nothing was written.");

        var (epochs, refusal) = await services.GetRequiredService<ExportRootKeys>().RunAsync(path, passphrase, CancellationToken.None);
        if (refusal is { } why) return await Command.RefuseAsync(SentenceFor(why));

        Console.WriteLine($"The root keys of {Words(epochs)} are in {path}. Whoever has it, its passphrase and the key store can read everything: keep the three apart. Export again when the epoch changes.");
        return 0;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, string path)
    {
        var (epochs, refusal) = await services.GetRequiredService<VerifyRootKeys>().RunAsync(path, Passphrase.Read(twice: false)!, CancellationToken.None);
        if (refusal is { } why) return await Command.RefuseAsync(SentenceFor(why));

        foreach (var (epoch, verdict) in epochs) Console.WriteLine($"epoch {epoch}: {Words(verdict)}");
        var lacking = epochs.Where(epoch => epoch.Verdict is EscrowVerdict.Missing or EscrowVerdict.Foreign).Select(epoch => epoch.Epoch).ToList();
        if (lacking.Count > 0) return await Command.RefuseAsync($"This escrow does not save the portal: it lacks the root key of {Words(lacking)}. Run manage root export again.");

        Console.WriteLine("This escrow and its passphrase open everything that the key store holds.");
        return 0;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, string path)
    {
        var (epochs, refusal) = await services.GetRequiredService<RestoreRootKeys>().RunAsync(path, Passphrase.Read(twice: false)!, CancellationToken.None);
        if (refusal is { } why) return await Command.RefuseAsync(SentenceFor(why));

        Console.WriteLine(epochs.Count == 0 ? "No root key was missing that this escrow has; nothing was changed." : $"The root keys of {Words(epochs)} are back. Start the portal.");
        return 0;
    }

    private static string Words(IReadOnlyCollection<int> epochs) => $"{(epochs.Count == 1 ? "epoch" : "epochs")} {string.Join(", ", epochs)}";

    private static string Words(EscrowVerdict verdict) => verdict switch
    {
        EscrowVerdict.Fits => "its root key opens the key store",
        EscrowVerdict.Missing => "its root key is not in the escrow",
        EscrowVerdict.Foreign => "its root key is of another key store",
        EscrowVerdict.NotNeeded => "the key store needs it no more",
    };

    private static string SentenceFor(EscrowRefusal refusal) => refusal switch
    {
        EscrowRefusal.NotOurs => "The root keys are kept by a token or a key service, which hands none out: use its own backup.",
        EscrowRefusal.NoKeys => "There is no root key yet: start the portal once, then export.",
        EscrowRefusal.ShortPassphrase => $"The passphrase has at least {ExportRootKeys.LeastPassphrase} characters, four common words for example; nothing was written.",
        EscrowRefusal.FileExists => "That file is there already; nothing was written. Name a new one.",
        EscrowRefusal.NoFile => "That file cannot be used: look at its name and at the rights of its folder.",
        EscrowRefusal.NoEscrow => "That file is no escrow of root keys, or not a whole one.",
        EscrowRefusal.DoesNotOpen => "The passphrase does not open that file, or somebody has changed it.",
    };
}
