using System.Globalization;

namespace SmsViro.Core.Custody.Backups;

/// <summary>
/// Ends every part of every backup at the end of its own life: the data after Custody:DataBackupDays, the keys after Custody:KeyBackupDays, also when it is the
/// last one, because letters have promised it. What was never finished goes after a day.
/// </summary>
public sealed class PruneBackups(CustodyOptions options, TimeProvider clock)
{
    /// <summary>What was deleted, and how many whole backups are left.</summary>
    /// <exception cref="CustodyException">The folder is not there or cannot be written.</exception>
    public (IReadOnlyList<string> Deleted, int Whole) Run(string folder)
    {
        var root = Path.GetFullPath(folder);
        if (!Directory.Exists(root)) throw new CustodyException($"{root} is not there, so nothing was pruned.");

        var deleted = new List<string>();
        var whole = 0;
        try
        {
            foreach (var backup in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).ToList())
                if (BeganAt(backup) is { } began && !Prune(backup, began, deleted)) whole++;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CustodyException($"{root} cannot be written, so what is past its life is still there: give the portal's user the right to it.", failure);
        }

        return (deleted, whole);
    }

    // True when the backup is not whole, or not any more.
    private bool Prune(string backup, DateTimeOffset began, List<string> deleted)
    {
        var age = clock.GetUtcNow() - began;
        if (backup.EndsWith(TakeBackup.Unfinished, StringComparison.Ordinal))
        {
            if (age > TimeSpan.FromDays(1)) Delete(backup, deleted);
            return true;
        }

        var (data, keys) = (age > TimeSpan.FromDays(options.DataBackupDays), age > TimeSpan.FromDays(options.KeyBackupDays));
        if (data && keys) Delete(backup, deleted);
        else
            foreach (var path in Directory.EnumerateFiles(backup).Where(path => Path.GetFileName(path) is var name && ((data && IsPart(name, "data.")) || (keys && IsPart(name, "keys.")))).ToList())
            {
                File.Delete(path);
                deleted.Add(path);
            }

        return data || keys;
    }

    private static bool IsPart(string name, string start) => name.StartsWith(start, StringComparison.Ordinal);

    private static void Delete(string backup, List<string> deleted)
    {
        Directory.Delete(backup, recursive: true);
        deleted.Add(backup);
    }

    // By the name: a backup whose manifest is damaged ends like any other, and a folder of somebody else's is left alone.
    private static DateTimeOffset? BeganAt(string backup)
    {
        var name = Path.GetFileName(backup);
        if (name.EndsWith(TakeBackup.Unfinished, StringComparison.Ordinal)) name = name[..^TakeBackup.Unfinished.Length];
        return DateTimeOffset.TryParseExact(name, TakeBackup.NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var began) ? began : null;
    }
}
