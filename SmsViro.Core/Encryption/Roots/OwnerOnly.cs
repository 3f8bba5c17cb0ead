namespace SmsViro.Core.Encryption.Roots;

/// <summary>Files that nobody but their owner may read.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode Allowed = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>True where the file system has no modes, too.</summary>
    public static bool Is(string path) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~Allowed) == 0;

    /// <summary>A new file of mode 0600, to be written; throws when the name is taken.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Allowed;

        return new(path, options);
    }
}
