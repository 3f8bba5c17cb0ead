using SmsViro.Core.Encryption;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>A file that waits for its turn: written once, read once, sealed meanwhile, gone afterwards.</summary>
internal sealed class Spool(FileStream file, Box box, Field field, Guid row) : IAsyncDisposable
{
    private readonly SealingStream _input = box.SealStream(file, field, row, leaveOpen: true);

    public Stream Input => _input;

    public async Task CopyToAsync(Stream output)
    {
        await _input.CompleteAsync();
        file.Position = 0;
        await using var opened = box.OpenStream(file, field, row, leaveOpen: true);
        var buffer = new byte[64 * 1024];
        for (int read; (read = opened.Read(buffer)) > 0;) output.Write(buffer, 0, read);
    }

    public async ValueTask DisposeAsync()
    {
        await _input.DisposeAsync();
        await file.DisposeAsync();
    }
}
