using SmsViro.Core.Custody;

namespace SmsViro.Portal.Manage;

/// <summary>Says whether a paper that somebody shows is one this portal signed, and whole.</summary>
internal static class VerifyPaperCommand
{
    public static Command Entry { get; } = new("verify-paper", "FILE", "says whether a PDF is one this portal signed, every byte as it was written")
    {
        WithServices = (app, given) => RunAsync(app.Services, given[0]),
    };

    private static async Task<int> RunAsync(IServiceProvider services, string path)
    {
        if (!File.Exists(path)) return await Command.RefuseAsync("There is no such file.");

        await using var paper = File.OpenRead(path);
        var verdict = await services.GetRequiredService<PortalCertificate>().VerifyPaperAsync(paper, CancellationToken.None);
        if (verdict is not SignatureVerdict.Genuine) return await Command.RefuseAsync(SentenceOf(verdict));

        Console.WriteLine(SentenceOf(verdict));
        return 0;
    }

    private static string SentenceOf(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Genuine => "This portal signed it, and not a byte was changed since.",
        SignatureVerdict.NotSigned => "It carries no signature of the form this portal writes, or something was added behind it.",
        SignatureVerdict.Changed => "It carries a signature, but not over what it says now: it was changed.",
        SignatureVerdict.NotOurs => "It is whole, but somebody else signed it.",
    };
}
