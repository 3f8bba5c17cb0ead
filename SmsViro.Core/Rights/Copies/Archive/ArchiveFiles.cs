using System.IO.Compression;
using System.Security.Cryptography;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>One file of an archive, as the manifest lists it.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Rows">How many rows it holds; null for a file without rows.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its digest in hexadecimal.</param>
public sealed record ArchiveFile(string Name, long? Rows, long Bytes, string Sha256);

/// <summary>Writes an archive file after file, each hashed on the way.</summary>
internal sealed class ArchiveFiles(ZipArchive zip, DateTimeOffset madeAt)
{
    private readonly List<ArchiveFile> _written = [];

    public IReadOnlyList<ArchiveFile> Written => _written;

    /// <summary>A name nobody has yet: of a month that comes back after another, the second file gets a number.</summary>
    public string Free(string name, string ending)
    {
        var wanted = $"{name}{ending}";
        for (var again = 2; _written.Exists(file => file.Name == wanted); again++) wanted = $"{name}-{again}{ending}";
        return wanted;
    }

    public HashedStream Open(string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = madeAt;
        return new HashedStream(entry.Open());
    }

    /// <summary>Ends a file and lists it.</summary>
    public async Task CloseAsync(HashedStream file, string name, long? rows)
    {
        await file.DisposeAsync();
        _written.Add(new ArchiveFile(name, rows, file.Written, file.Sha256));
    }

    public async Task AddAsync(string name, Func<Stream, Task> write, long? rows = null)
    {
        var file = Open(name);
        await write(file);
        await CloseAsync(file, name, rows);
    }

    public Task AddAsync(string name, ReadOnlyMemory<byte> bytes) => AddAsync(name, output => output.WriteAsync(bytes).AsTask());
}

/// <summary>Passes writes on in large pieces, counts and hashes them.</summary>
internal sealed class HashedStream(Stream inner) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private bool _ended;

    public long Written { get; private set; }

    /// <summary>Known once the stream is disposed of.</summary>
    public string Sha256 { get; private set; } = "";

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Written;

    public override long Position
    {
        get => Written;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Written += buffer.Length;
        while (!buffer.IsEmpty)
        {
            if (_filled == _buffer.Length) PassOn();

            var taken = Math.Min(buffer.Length, _buffer.Length - _filled);
            buffer[..taken].CopyTo(_buffer.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended)
        {
            _ended = true;
            PassOn();
            Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void PassOn()
    {
        _hash.AppendData(_buffer, 0, _filled);
        inner.Write(_buffer, 0, _filled);
        _filled = 0;
    }
}
