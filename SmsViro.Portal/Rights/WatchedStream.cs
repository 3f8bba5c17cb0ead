using Microsoft.JSInterop;

namespace SmsViro.Portal.Rights;

/// <summary>
/// A file on its way from a browser that tells how much of it is here, in whole percents. However it breaks off (no byte for a minute, the file gone from its folder, the
/// browser closed), it breaks off as an <see cref="IOException"/>.
/// </summary>
internal sealed class WatchedStream(Stream inner, long length, Action<int> tell) : Stream
{
    private long _read;
    private int _told;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await ArriveAsync(buffer, cancellationToken);
        _read += read;
        var percent = (int)(100 * _read / Math.Max(1, length));
        if (percent != _told) tell(_told = percent);
        return read;
    }

    private async ValueTask<int> ArriveAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancel);
        }
        catch (Exception broken) when (broken is TimeoutException or JSException or JSDisconnectedException or InvalidOperationException || (broken is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new IOException("The rest of the file did not arrive.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
