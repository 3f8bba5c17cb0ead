using System.Diagnostics;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What another program reads in a PDF.</summary>
internal static class PdfText
{
    /// <summary>The text of every page, without the white space that lines and columns put into it.</summary>
    public static async Task<string> ReadAsync(string path)
    {
        using var reader = Process.Start(new ProcessStartInfo(Requires.Tool("pdftotext"), ["-enc", "UTF-8", path, "-"]) { RedirectStandardOutput = true })!;
        var text = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        Assert.Equal(0, reader.ExitCode);

        return Squeeze(text);
    }

    public static string Squeeze(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
