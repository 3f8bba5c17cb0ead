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

    /// <summary>The same of a paper that lies in no file.</summary>
    public static async Task<string> OfAsync(byte[] paper)
    {
        var path = Path.Combine(Scratch.Folder("paper"), "paper.pdf");
        await File.WriteAllBytesAsync(path, paper);
        return await ReadAsync(path);
    }

    public static string Squeeze(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
