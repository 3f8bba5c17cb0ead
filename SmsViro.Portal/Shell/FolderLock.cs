namespace SmsViro.Portal.Shell;

/// <summary>One process per data folder: SQLite would bear two, the queue and the leases in memory would not.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock Take(string folder)
    {
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder, "portal.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new StartRefusedException($"Another portal is running on {folder}: stop it, or give this one a folder of its own with Data:Folder.");
        }
    }

    public void Dispose() => _file.Dispose();
}
