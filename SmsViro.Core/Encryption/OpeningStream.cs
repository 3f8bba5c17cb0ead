using System.Security.Cryptography;

namespace SmsViro.Core.Encryption;

/// <summary>Opens a sealed stream while it is read; not a byte of a chunk is given out before its tag has been checked.</summary>
internal sealed class OpeningStream(Stream source, bool leaveOpen, OpeningStream.Opener open) : Stream
{
    private byte[] _chunk = NewChunk();
    private byte[] _ahead = NewChunk();
    private int _aheadLength;
    private StreamCipher? _cipher;
    private OpenStatus _status;
    private ReadOnlyMemory<byte> _plain;
    private bool _ended;

    internal delegate (OpenStatus Status, StreamCipher? Cipher) Opener(ReadOnlySpan<byte> header);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;

        if (_cipher is null && _status is OpenStatus.Ok)
        {
            Begin(await source.ReadAtLeastAsync(_chunk.AsMemory(0, StreamFormat.HeaderLength), StreamFormat.HeaderLength, false, cancellationToken));
            _aheadLength = await source.ReadAtLeastAsync(_ahead, _ahead.Length, false, cancellationToken);
        }

        while (_plain.IsEmpty && !_ended)
        {
            var length = TakeAhead();
            _aheadLength = await source.ReadAtLeastAsync(_ahead, _ahead.Length, false, cancellationToken);
            OpenChunk(length);
        }

        return Give(buffer.Span);
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;

        if (_cipher is null && _status is OpenStatus.Ok)
        {
            Begin(source.ReadAtLeast(_chunk.AsSpan(0, StreamFormat.HeaderLength), StreamFormat.HeaderLength, false));
            _aheadLength = source.ReadAtLeast(_ahead, _ahead.Length, false);
        }

        while (_plain.IsEmpty && !_ended)
        {
            var length = TakeAhead();
            _aheadLength = source.ReadAtLeast(_ahead, _ahead.Length, false);
            OpenChunk(length);
        }

        return Give(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        if (!leaveOpen)
            await source.DisposeAsync();

        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(_chunk);
            CryptographicOperations.ZeroMemory(_ahead);
            _cipher?.Dispose();
            if (!leaveOpen)
                source.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] NewChunk() => GC.AllocateArray<byte>(StreamFormat.SealedChunkLength, pinned: true);

    private void Begin(int headerLength)
    {
        (_status, _cipher) = open(_chunk.AsSpan(0, headerLength));
        ThrowUnlessOk();
    }

    private int TakeAhead()
    {
        ThrowUnlessOk();
        (_chunk, _ahead) = (_ahead, _chunk);
        return _aheadLength;
    }

    // The last chunk is the one nothing follows: whether it was sealed as the last is what its tag says.
    private void OpenChunk(int length)
    {
        _ended = _aheadLength == 0;
        if (!_cipher!.TryOpen(_chunk.AsSpan(0, length), last: _ended))
            _status = OpenStatus.Damaged;

        ThrowUnlessOk();
        _plain = _chunk.AsMemory(0, length - Box.TagLength);
    }

    private void ThrowUnlessOk()
    {
        if (_status is not OpenStatus.Ok)
            throw new SealedStreamException(_status);
    }

    private int Give(Span<byte> buffer)
    {
        var given = Math.Min(buffer.Length, _plain.Length);
        _plain.Span[..given].CopyTo(buffer);
        _plain = _plain[given..];
        return given;
    }
}
