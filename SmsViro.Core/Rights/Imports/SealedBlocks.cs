using System.Security.Cryptography;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Imports;

/// <summary>
/// A sealed file that can be read from any place, as a ZIP must be: blocks of 64 KiB, each sealed under its number, the last one shorter. A block moved, swapped or
/// missing does not open.
/// </summary>
internal sealed class SealedBlocks(FileStream file, Box box, Guid id, long length) : Stream
{
    private const int Size = 64 * 1024;

    private readonly byte[] _closed = new byte[Size + Box.Overhead];
    private readonly byte[] _block = new byte[Size];
    private long _opened = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <summary>Seals what it reads into a new file.</summary>
    /// <returns>Its length and digest; null when it is longer than <paramref name="most"/>.</returns>
    public static async Task<(long Length, byte[] Digest)?> WriteAsync(Stream content, FileStream file, Box box, Guid id, long most, CancellationToken cancel)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (plain, closed, length) = (new byte[Size], new byte[Size + Box.Overhead], 0L);
        for (var block = 0; ; block++)
        {
            var read = await content.ReadAtLeastAsync(plain, Size, throwOnEndOfStream: false, cancel);
            if (read == 0) break;
            if ((length += read) > most) return null;

            digest.AppendData(plain, 0, read);
            var written = box.SealBytes(ArchiveImport.Block, MessageId.At(id, block).Value, plain.AsSpan(0, read), closed);
            await file.WriteAsync(closed.AsMemory(0, written), cancel);
            if (read < Size) break;
        }

        file.Flush(flushToDisk: true);
        return (length, digest.GetHashAndReset());
    }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length || buffer.IsEmpty) return 0;

        var (block, at) = (Position / Size, (int)(Position % Size));
        if (block != _opened) Open(block);
        var taken = (int)Math.Min(Math.Min(buffer.Length, Size - at), length - Position);
        _block.AsSpan(at, taken).CopyTo(buffer);
        Position += taken;
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => Position,
            SeekOrigin.End => length,
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };
        return to >= 0 ? Position = to : throw new IOException("There is nothing before the beginning.");
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private void Open(long block)
    {
        var plain = (int)Math.Min(Size, length - (block * Size));
        file.Position = block * _closed.Length;
        file.ReadExactly(_closed, 0, plain + Box.Overhead);
        if (box.OpenBytes(ArchiveImport.Block, MessageId.At(id, (int)block).Value, _closed.AsSpan(0, plain + Box.Overhead), _block, out _) is not OpenStatus.Ok)
            throw new SealedStreamException(OpenStatus.Damaged);
        _opened = block;
    }
}
