using System.Security.Cryptography;
using SmsViro.Core.Encryption;

namespace SmsViro.Portal.Tests.Encryption;

public class SealedStreamTests
{
    private const int Chunk = 64 * 1024;
    private const int Header = 37;

    private static readonly Field Archive = new("export.archive");
    private static readonly Guid Row = Guid.CreateVersion7();

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    [InlineData(1_000_000)]
    public async Task Opens_what_was_sealed_of_any_length(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        var stored = await SealAsync(plain);

        Assert.Equal(Header + length + 16 * Math.Max(1, (length + Chunk - 1) / Chunk), stored.Length);
        Assert.Equal(plain, await OpenAsync(stored));
        Assert.Equal(plain, OpenInPieces(stored));
    }

    [Fact]
    public async Task Written_byte_by_byte_and_read_byte_by_byte_it_is_the_same()
    {
        var plain = RandomNumberGenerator.GetBytes(2 * Chunk + 10);
        using var stored = new MemoryStream();
        await using (var sealing = NewBox().SealStream(stored, Archive, Row, leaveOpen: true))
        {
            foreach (var one in plain)
                sealing.WriteByte(one);

            await sealing.CompleteAsync(Cancel);
        }

        Assert.Equal(plain, OpenInPieces(stored.ToArray(), piece: 1));
    }

    [Fact]
    public async Task A_stream_that_was_not_completed_reads_as_cut_short()
    {
        using var stored = new MemoryStream();
        await using (var sealing = NewBox().SealStream(stored, Archive, Row, leaveOpen: true))
            await sealing.WriteAsync(RandomNumberGenerator.GetBytes(3 * Chunk), Cancel);

        Assert.Equal(OpenStatus.Damaged, await StatusAsync(stored.ToArray()));
    }

    [Fact]
    public async Task A_stream_cut_anywhere_is_damage()
    {
        var stored = await SealAsync(RandomNumberGenerator.GetBytes(2 * Chunk + 100));
        int[] cuts = [0, 1, Header - 1, Header, Header + 16, Header + Chunk, Header + Chunk + 16, Header + Chunk + 17, Header + 2 * (Chunk + 16), stored.Length - 1];

        foreach (var cut in cuts)
            Assert.Equal(OpenStatus.Damaged, await StatusAsync(stored[..cut]));
    }

    [Fact]
    public async Task Chunks_swapped_repeated_left_out_or_added_are_damage()
    {
        var stored = await SealAsync(RandomNumberGenerator.GetBytes(4 * Chunk));
        var head = stored[..Header];
        var chunks = stored[Header..].Chunk(Chunk + 16).ToArray();
        int[][] orders = [[1, 0, 2, 3], [0, 0, 1, 2, 3], [0, 1, 3], [0, 2, 1, 3], [0, 1, 2, 3, 3], [3], [0, 1, 2]];

        Assert.Equal(4 * Chunk, (await OpenAsync([.. head, .. chunks.SelectMany(chunk => chunk)])).Length);
        foreach (var order in orders)
            Assert.Equal(OpenStatus.Damaged, await StatusAsync([.. head, .. order.SelectMany(i => chunks[i])]));
    }

    [Fact]
    public async Task A_bit_flipped_in_header_body_or_tag_is_damage()
    {
        var stored = await SealAsync(RandomNumberGenerator.GetBytes(Chunk + 100));
        int[] places = [.. Enumerable.Range(0, Header), Header, Header + Chunk - 1, Header + Chunk, Header + Chunk + 15, Header + Chunk + 16, stored.Length - 17, stored.Length - 1];

        foreach (var place in places)
        {
            stored[place] ^= 0x10;
            Assert.Equal(OpenStatus.Damaged, await StatusAsync(stored));
            stored[place] ^= 0x10;
        }
    }

    [Fact]
    public async Task A_stream_opens_in_its_own_row_column_and_scope_only()
    {
        var stored = await SealAsync([1, 2, 3]);

        Assert.Equal(OpenStatus.Damaged, await StatusAsync(stored, row: Guid.CreateVersion7()));
        Assert.Equal(OpenStatus.Damaged, await StatusAsync(stored, field: new("export.report")));
        Assert.Equal(OpenStatus.Damaged, await StatusAsync(stored, box: new(Scope.SystemOperators, new DataKey(7, KeyState.Active, 0, _key))));
    }

    [Fact]
    public async Task A_shredded_scopes_stream_reads_as_erased()
    {
        var stored = await SealAsync([1, 2, 3]);

        Assert.Equal(OpenStatus.Erased, await StatusAsync(stored, box: Box.Shredded(Scope.SystemMail)));
        Assert.Throws<ScopeShreddedException>(() => Box.Shredded(Scope.SystemMail).SealStream(Stream.Null, Archive, Row));
    }

    [Fact]
    public async Task Takes_constant_memory()
    {
        var path = Path.GetTempFileName();
        try
        {
            var piece = RandomNumberGenerator.GetBytes(256 * 1024);
            await using (var sealing = NewBox().SealStream(File.Create(path), Archive, Row))
            {
                await sealing.WriteAsync(piece, Cancel);
                var before = GC.GetTotalAllocatedBytes(precise: true);
                for (var i = 0; i < 200; i++)
                    sealing.Write(piece);

                Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 20_000_000);
                await sealing.CompleteAsync(Cancel);
            }

            await using var opening = NewBox().OpenStream(File.OpenRead(path), Archive, Row);
            var total = 0L;
            for (int read; (read = await opening.ReadAsync(piece, Cancel)) > 0;)
                total += read;

            Assert.Equal(201L * piece.Length, total);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private Box NewBox() => new(Scope.SystemMail, new DataKey(7, KeyState.Active, 0, _key));

    private async Task<byte[]> SealAsync(byte[] plain)
    {
        using var stored = new MemoryStream();
        await using var sealing = NewBox().SealStream(stored, Archive, Row);
        await sealing.WriteAsync(plain, Cancel);
        await sealing.CompleteAsync(Cancel);
        return stored.ToArray();
    }

    private async Task<byte[]> OpenAsync(byte[] stored, Box? box = null, Field? field = null, Guid? row = null)
    {
        await using var opening = (box ?? NewBox()).OpenStream(new MemoryStream(stored), field ?? Archive, row ?? Row);
        using var plain = new MemoryStream();
        await opening.CopyToAsync(plain, Cancel);
        return plain.ToArray();
    }

    private async Task<OpenStatus> StatusAsync(byte[] stored, Box? box = null, Field? field = null, Guid? row = null)
    {
        try
        {
            await OpenAsync(stored, box, field, row);
            return OpenStatus.Ok;
        }
        catch (SealedStreamException refused)
        {
            return refused.Status;
        }
    }

    private byte[] OpenInPieces(byte[] stored, int piece = 1_000)
    {
        using var opening = NewBox().OpenStream(new MemoryStream(stored), Archive, Row);
        var buffer = new byte[piece];
        List<byte> plain = [];
        for (int read; (read = opening.Read(buffer)) > 0;)
            plain.AddRange(buffer.AsSpan(0, read));

        return [.. plain];
    }
}
