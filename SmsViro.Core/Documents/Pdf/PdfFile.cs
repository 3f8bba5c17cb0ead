using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>
/// The objects of a PDF 1.7 file (ISO 32000-1, 7.5), written as they come: small ones packed into object streams, each place noted for the cross-reference
/// stream at the end. Eight bytes per object stay in memory, the rest leaves with <see cref="DrainAsync"/>.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private const int MostPacked = 200, LargestPack = 64 * 1024;
    private const ulong Free = 0, InFile = 1UL << 56, InPack = 2UL << 56;

    // As the cross-reference stream wants them: { kind (1 byte) | offset, or number of an object stream (5) | index in that stream (2) }.
    private readonly List<ulong> _places = [Free];
    private readonly List<(int Number, int Offset)> _packed = [];
    private readonly PdfText _pack = new();
    private readonly PdfText _out = new();
    private readonly IncrementalHash _content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly PassphraseLock? _lock;
    private long _position;
    private bool _held;

    public PdfFile(Passphrase? passphrase)
    {
        _lock = passphrase is null ? null : new PassphraseLock(passphrase);

        // The second line tells mailers and editors that this is no text.
        Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    public bool IsLocked => _lock is not null;

    public int Pending => _out.Length;

    /// <summary>A number for an object to be written later, so that others may already point to it.</summary>
    public int Reserve()
    {
        _places.Add(Free);
        return _places.Count - 1;
    }

    public int Add(PdfText body)
    {
        var number = Reserve();
        Put(number, body);
        return number;
    }

    public void Put(int number, PdfText body)
    {
        _packed.Add((number, _pack.Length));
        _pack.Add(body.Written);
        _pack.Add("\n"u8);
        if (_packed.Count == MostPacked || _pack.Length > LargestPack) Pack();
    }

    public int AddStream(string entries, ReadOnlySpan<byte> data, bool compress = true)
    {
        var number = Reserve();
        PutStream(number, entries, data, compress);
        return number;
    }

    public void PutStream(int number, string entries, ReadOnlySpan<byte> data, bool compress = true) => PutStream(number, entries, data, compress, _lock);

    /// <summary>
    /// Writes the cross-reference stream. The file's id is a digest of its content: the same content has the same id. A signature comes last of all
    /// objects: from there on the file is held until its length is known, for it stands over every byte but its own.
    /// </summary>
    public void Finish(int catalog, int info, SignatureField? signature)
    {
        Pack();
        var locking = _lock is null ? "" : $"/Encrypt {Alone(Reserve(), _lock.Write())} 0 R";
        var id = Convert.ToHexString(_content.GetCurrentHash().AsSpan(0, 16));
        var held = _out.Length;
        if (signature is not null)
        {
            _held = true;
            Alone(signature.Number, signature.Write(text => PdfText.QuoteBytes(_lock is null ? text : _lock.Encrypt(text))));
        }

        var number = Reserve();
        var start = _position;
        _places[number] = InFile | (ulong)start << 16;
        var table = new byte[_places.Count * sizeof(ulong)];
        for (var i = 0; i < _places.Count; i++) BinaryPrimitives.WriteUInt64BigEndian(table.AsSpan(i * sizeof(ulong)), _places[i]);
        PutStream(number, $"/Type/XRef/Size {_places.Count}/W[1 5 2]/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]{locking}", table, compress: true, by: null);
        Write(Encoding.ASCII.GetBytes($"startxref\n{start}\n%%EOF\n"));
        signature?.Sign(_out.Change(held), _position, _content);
    }

    public async Task DrainAsync(Stream output, CancellationToken cancel)
    {
        await output.WriteAsync(_out.Memory, cancel).ConfigureAwait(false);
        _out.Clear();
    }

    public void Dispose()
    {
        _content.Dispose();
        _lock?.Dispose();
    }

    private void PutStream(int number, string entries, ReadOnlySpan<byte> data, bool compress, PassphraseLock? by)
    {
        _places[number] = InFile | (ulong)_position << 16;
        var stored = compress ? Deflate(data) : data;
        if (by is not null) stored = by.Encrypt(stored);
        var head = new PdfText();
        head.Add($"{number} 0 obj\n<<{entries}{(compress ? "/Filter/FlateDecode" : "")}/Length {stored.Length}>>\nstream\n");
        Write(head.Written);
        Write(stored);
        Write("\nendstream\nendobj\n"u8);
    }

    // Outside of every pack, for readers that must understand it before they can open one.
    private int Alone(int number, PdfText body)
    {
        _places[number] = InFile | (ulong)_position << 16;
        Write(Encoding.ASCII.GetBytes($"{number} 0 obj\n"));
        Write(body.Written);
        Write("\nendobj\n"u8);
        return number;
    }

    private void Pack()
    {
        if (_packed.Count == 0) return;

        var stream = Reserve();
        var whole = new PdfText();
        for (var i = 0; i < _packed.Count; i++)
        {
            whole.Add($"{_packed[i].Number} {_packed[i].Offset} ");
            _places[_packed[i].Number] = InPack | (ulong)stream << 16 | (uint)i;
        }

        var first = whole.Length;
        whole.Add(_pack.Written);
        PutStream(stream, $"/Type/ObjStm/N {_packed.Count}/First {first}", whole.Written);
        _packed.Clear();
        _pack.Clear();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _out.Add(bytes);
        if (!_held) _content.AppendData(bytes);
        _position += bytes.Length;
    }

    private static byte[] Deflate(ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(data);
        return packed.ToArray();
    }
}
