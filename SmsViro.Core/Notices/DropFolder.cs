using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Notices;

/// <summary>Development's way out: each letter becomes a readable file in the data folder, one folder per owner. It is a store of personal data like any other.</summary>
internal sealed class DropFolder(StorageOptions storage) : IMailCourier, IPersonalDataStore
{
    public string Name => "Development mail folder";

    public bool IsReady => true;

    private string Root => Path.Combine(storage.DataFolder, "mail");

    public async Task CarryAsync(Guid id, Letter letter, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(FolderOf(letter.Owner ?? default)).FullName;
        var text = $"Content-Type: text/plain; charset=utf-8\r\n\r\n{letter.Body.ReplaceLineEndings("\r\n")}\r\n";
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{id:N}.eml"), $"To: {letter.To.Address}\r\nSubject: {letter.Subject}\r\n{(letter.Enclosure is { } file ? InParts(text, file) : text)}", new UTF8Encoding(false), cancel);
    }

    public Task<IReadOnlyList<Held>> FindAsync(DataSubject subject, CancellationToken cancel)
    {
        var count = FilesOf(subject.User).Length;
        return Task.FromResult<IReadOnlyList<Held>>(count > 0 ? [new Held(Category.Notices, count)] : []);
    }

    /// <summary>Nothing: each file repeats a row of the outgoing mail, which is exported.</summary>
    public async IAsyncEnumerable<HeldRecord> ExportAsync(DataSubject subject, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        yield break;
    }

    public Task<StoreErasure> EraseAsync(DataSubject subject, CancellationToken cancel)
    {
        var files = FilesOf(subject.User);
        foreach (var file in files) File.Delete(file);
        return Task.FromResult(new StoreErasure(files.Length, [], Done: true));
    }

    public Task<IReadOnlyList<string>> VerifyAsync(DataSubject subject, CancellationToken cancel)
    {
        var count = FilesOf(subject.User).Length;
        return Task.FromResult<IReadOnlyList<string>>(count > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{Name}: {count} files")] : []);
    }

    // RFC 2046: the text, then the file.
    private static string InParts(string text, Enclosure file) =>
        $"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"part\"\r\n\r\n--part\r\n{text}--part\r\nContent-Type: {file.MediaType}\r\n"
        + $"Content-Disposition: attachment; filename=\"{file.FileName}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + $"{Convert.ToBase64String(file.Bytes.Span, Base64FormattingOptions.InsertLineBreaks)}\r\n--part--\r\n";

    private string FolderOf(UserId owner) => Path.Combine(Root, owner.Value.ToString("N"));

    private string[] FilesOf(UserId owner) => Directory.Exists(FolderOf(owner)) ? Directory.GetFiles(FolderOf(owner)) : [];
}
