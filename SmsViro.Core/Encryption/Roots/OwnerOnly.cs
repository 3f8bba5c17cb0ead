using System.Runtime.InteropServices;

namespace SmsViro.Core.Encryption.Roots;

/// <summary>Files that nobody but their owner may read.</summary>
public static partial class OwnerOnly
{
    private const UnixFileMode Allowed = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>True where the file system has no modes, too.</summary>
    public static bool Is(string path) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~Allowed) == 0;

    /// <summary>A file to be written, of mode 0600 where it is new; with <see cref="FileMode.CreateNew"/> it throws when the name is taken.</summary>
    public static FileStream Create(string path, FileMode mode = FileMode.CreateNew, FileAccess access = FileAccess.Write, FileOptions how = FileOptions.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Options = how };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Allowed;

        return new(path, options);
    }

    /// <summary>Gives a file its name in one step, never one that is taken: false when another process was first.</summary>
    // File.Move looks for the name and then renames over it: of two processes that start together the second would replace the first one's key.
    public static bool TryName(string draft, string path)
    {
        const int taken = 17;
        if (OperatingSystem.IsWindows())
            return TryMove(draft, path);

        if (Link(draft, path) == 0)
        {
            File.Delete(draft);
            return true;
        }

        if (Marshal.GetLastPInvokeError() != taken)
            throw new IOException("The file could not be given its name.");

        return false;
    }

    private static bool TryMove(string draft, string path)
    {
        try
        {
            File.Move(draft, path);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string from, string to);
}
