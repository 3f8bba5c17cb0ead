namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Finds a browser of the Chromium family: the one named by CHROMIUM_PATH, an installed one, or Playwright's download.</summary>
internal static class BrowserPath
{
    // The shell draws the same pages without a window around them, for half the work.
    private static readonly string[] Names = ["chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome"];

    private static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Google/Chrome/Application/chrome.exe"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft/Edge/Application/msedge.exe"),
    ];

    /// <summary>True when a browser is there; the path is null when it is Playwright's own, which finds it by itself.</summary>
    public static bool TryFind(out string? path)
    {
        var named = Environment.GetEnvironmentVariable("CHROMIUM_PATH");
        path = string.IsNullOrEmpty(named)
            ? Names.Select(Requires.PathOf).Concat(Places).FirstOrDefault(File.Exists)
            : named;

        return path is null ? IsDownloaded() : File.Exists(path);
    }

    private static bool IsDownloaded()
    {
        var home = Environment.GetEnvironmentVariable("PLAYWRIGHT_BROWSERS_PATH") is { Length: > 0 } named ? named
            : OperatingSystem.IsMacOS() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "Library/Caches/ms-playwright")
            : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ms-playwright")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/ms-playwright");

        return Directory.Exists(home) && Directory.EnumerateDirectories(home, "chromium*").Any();
    }
}
