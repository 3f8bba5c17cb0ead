namespace SmsViro.Portal.Manage;

/// <summary>The tree this program was built from, for commands that write reviewed files beside the code.</summary>
internal static class SourceTree
{
    /// <summary>The full path of a file of the tree that the current folder lies in; null outside of one.</summary>
    public static string? PathOf(string relative)
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SmsViro.Portal.sln"))) return Path.Combine(folder.FullName, relative);
        return null;
    }
}
