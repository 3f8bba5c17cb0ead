using SmsViro.Core.Custody;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Manage;

/// <summary>Whether an archive somebody holds is whole, unchanged and ours; nothing is imported and nothing of it is printed.</summary>
internal static class ArchiveCommand
{
    public static Command Entry { get; } = new("archive verify", "FILE", "checks an exported archive: names and sizes, signature, digests, and every row against its schema")
    {
        WithServices = (app, given) => RunAsync(app, given[0]),
    };

    private static async Task<int> RunAsync(WebApplication app, string path)
    {
        if (!File.Exists(path)) return await Command.RefuseAsync("There is no such file.");

        await Start.PrepareAsync(app.Services, CancellationToken.None);
        try
        {
            await using var file = File.OpenRead(path);
            var content = await app.Services.GetRequiredService<ReadArchive>().RunAsync(file, restore: null, CancellationToken.None);
            Console.WriteLine($"{content.Reference}, {content.Scope}, made {content.Generated.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
            Console.WriteLine($"{content.Files} files as their manifest says, {content.Rows} rows read and written again to the same bytes, {content.Covered} of {content.Declared} columns");
            Console.WriteLine(content.Signature is SignatureVerdict.Genuine ? "Signed by this installation" : "Signed, but with a certificate that is not this installation's");
            return content.Signature is SignatureVerdict.Genuine ? 0 : 1;
        }
        catch (ArchiveException refusal)
        {
            return await Command.RefuseAsync($"Refused. {refusal.Message}");
        }
    }
}
