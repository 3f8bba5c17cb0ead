using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody;

/// <summary>A file in the data folder for as long as a restore is under way: what it leaves half done is neither served nor taken for somebody's data.</summary>
public sealed class RestoreMark(StorageOptions storage)
{
    private string Path => System.IO.Path.Combine(storage.DataFolder, "restore.unfinished");

    /// <summary>The backup that is being put back; null when none is.</summary>
    public string? Unfinished => File.Exists(Path) ? File.ReadAllText(Path).Trim() : null;

    public void Begin(string backup)
    {
        Directory.CreateDirectory(storage.DataFolder);
        using var file = new FileStream(Path, FileMode.Create, FileAccess.Write);
        file.Write(System.Text.Encoding.UTF8.GetBytes(backup));
        file.Flush(flushToDisk: true);
    }

    public void End() => File.Delete(Path);
}
