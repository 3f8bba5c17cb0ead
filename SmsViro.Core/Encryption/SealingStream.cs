using System.Security.Cryptography;

namespace SmsViro.Core.Encryption;

/// <summary>Seals what is written to it. <see cref="CompleteAsync"/> writes the last chunk; without it the stream reads as cut short.</summary>
// Dispose does not complete: it also runs when the writer has failed halfway, and half an export must not pass for a whole one.
public sealed class SealingStream : Stream
{
    private readonly Stream _destination;
    private readonly StreamCipher _cipher;
    private readonly bool _leaveOpen;
    // buffer := { header | chunk | tag }; the header leaves with the first chunk.
    private readonly byte[] _buffer = GC.AllocateArray<byte>(StreamFormat.HeaderLength + StreamFormat.SealedChunkLength, pinned: true);
    private int _from;
    private int _filled;
    private bool _completed;

    internal SealingStream(Stream destination, ReadOnlySpan<byte> header, StreamCipher cipher, bool leaveOpen)
    {
        _destination = destination;
        header.CopyTo(_buffer);
        _cipher = cipher;
        _leaveOpen = leaveOpen;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_completed;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Seals what is left as the last chunk and flushes.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancel = default)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        await WriteChunkAsync(last: true, cancel);
        _completed = true;
        await _destination.FlushAsync(cancel);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        while (!buffer.IsEmpty)
        {
            // A full chunk waits for the next byte: only then is it known not to be the last.
            if (_filled == StreamFormat.ChunkLength)
                await WriteChunkAsync(last: false, cancellationToken);

            var taken = Math.Min(buffer.Length, StreamFormat.ChunkLength - _filled);
            buffer.Span[..taken].CopyTo(Room(taken));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        while (!buffer.IsEmpty)
        {
            if (_filled == StreamFormat.ChunkLength)
                _destination.Write(SealChunk(last: false).Span);

            var taken = Math.Min(buffer.Length, StreamFormat.ChunkLength - _filled);
            buffer[..taken].CopyTo(Room(taken));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => _destination.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _destination.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (!_leaveOpen)
            await _destination.DisposeAsync();

        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _completed = true;
            CryptographicOperations.ZeroMemory(_buffer);
            _cipher.Dispose();
            if (!_leaveOpen)
                _destination.Dispose();
        }

        base.Dispose(disposing);
    }

    private ValueTask WriteChunkAsync(bool last, CancellationToken cancel) => _destination.WriteAsync(SealChunk(last), cancel);

    private Span<byte> Room(int length) => _buffer.AsSpan(StreamFormat.HeaderLength + _filled, length);

    /// <summary>What to write next, good until the next write: the chunk sealed, before the first one the header.</summary>
    private ReadOnlyMemory<byte> SealChunk(bool last)
    {
        var end = StreamFormat.HeaderLength + _filled + Box.TagLength;
        _cipher.Seal(_buffer.AsSpan(StreamFormat.HeaderLength..end), last);
        var sealedChunk = _buffer.AsMemory(_from..end);
        _from = StreamFormat.HeaderLength;
        _filled = 0;
        return sealedChunk;
    }
}
