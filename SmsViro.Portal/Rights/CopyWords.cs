using System.Globalization;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;

namespace SmsViro.Portal.Rights;

/// <summary>How a copy that can be fetched is said, in its panel and in the list.</summary>
internal static class CopyWords
{
    public static string Fetch(CopyFile copy) => $"{(copy.Content is CopyContent.Paper ? "Download PDF" : "Download archive")}, {Size(copy)}";

    /// <summary>What stands in the file's line: "PDF to read, locked".</summary>
    public static string Name(CopyFile copy) => copy.IsLocked ? $"{RightsWords.Of(copy.Content)}, locked with your passphrase" : RightsWords.Of(copy.Content);

    public static string Left(CopyFile copy) => (CopyFile.MostDownloads - copy.Downloads) switch
    {
        1 => "1 download left",
        var left => $"{left} of {CopyFile.MostDownloads} downloads left",
    };

    private static string Size(CopyFile copy) => copy.Bytes switch
    {
        < 1_000_000 and var bytes => $"{Math.Max(1, bytes / 1_000).ToString("N0", CultureInfo.InvariantCulture)} KB",
        var bytes => $"{(bytes / 1_000_000.0).ToString("N1", CultureInfo.InvariantCulture)} MB",
    };
}
