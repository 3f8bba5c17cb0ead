namespace SmsViro.Core.Privacy.Policy;

/// <summary>The proofs that were put beside this copy of the portal when it was released; none where nobody put any.</summary>
public sealed record ReleaseProofs(Proofs? Proofs)
{
    private const string FileName = "promises.lock.json";

    /// <summary>What lies beside the program.</summary>
    public static ReleaseProofs Beside { get; } = Read(Path.Combine(AppContext.BaseDirectory, FileName));

    private static ReleaseProofs Read(string path) => new(File.Exists(path) ? Proofs.Read(File.ReadAllText(path)) : null);
}
