using System.Security.Cryptography;
using CsCheck;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Encryption;

public class BoxTests
{
    private static readonly Field Text = new("message.text");
    private static readonly Field Recipient = new("message.recipient");
    private static readonly Scope Here = Scope.Messages(new AccountId(Guid.CreateVersion7()), "2026-11");
    private static readonly Guid Row = Guid.CreateVersion7();

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Opens_any_text_that_UTF8_can_hold()
    {
        var box = NewBox();

        Gen.String.Where(text => IsWellFormed(text)).Sample(text =>
        {
            var row = Guid.CreateVersion7();
            var value = box.Seal(Text, row, text);
            return box.Open(Text, row, value) == new Opened(OpenStatus.Ok, text) && value.Bytes.Length == Box.Overhead + System.Text.Encoding.UTF8.GetByteCount(text);
        });
    }

    [Fact]
    public void Opens_any_bytes()
    {
        var box = NewBox();

        Gen.Byte.Array[0, 2_000].Sample(bytes =>
        {
            var opened = box.OpenBytes(Text, Row, box.SealBytes(Text, Row, bytes));
            return opened.Status is OpenStatus.Ok && opened.Bytes.AsSpan().SequenceEqual(bytes);
        });
    }

    [Fact]
    public void The_same_text_never_seals_to_the_same_bytes()
    {
        var box = NewBox();

        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => box.Seal(Text, Row, "again")).Distinct().Count());
    }

    [Fact]
    [Promise("P4.2")]
    public void A_value_moved_to_another_row_column_scope_or_key_does_not_open()
    {
        var box = NewBox();
        var value = box.Seal(Text, Row, "hers");

        Assert.Equal(OpenStatus.Damaged, box.Open(Text, Guid.CreateVersion7(), value).Status);
        Assert.Equal(OpenStatus.Damaged, box.Open(Recipient, Row, value).Status);
        Assert.Equal(OpenStatus.Damaged, NewBox(Scope.User(new UserId(Guid.CreateVersion7()))).Open(Text, Row, value).Status);
        Assert.Equal(OpenStatus.Damaged, NewBox(id: 8).Open(Text, Row, value).Status);
        Assert.Equal(OpenStatus.Damaged, new Box(Here, new DataKey(7, KeyState.Active, 0, RandomNumberGenerator.GetBytes(32))).Open(Text, Row, value).Status);
    }

    [Fact]
    public void A_value_opens_in_its_own_place_only()
    {
        var fields = new[] { Text, Recipient, new("message.te"), new("xt.message"), new("user.email") };
        var rows = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToArray();
        var boxes = "account/a account/a/msg account/am/sg user/a".Split(' ').Select(text => NewBox(Scope.Parse(text))).ToArray();
        var place = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 3]);

        Gen.Select(place, place, Gen.String[Gen.Char.AlphaNumeric, 0, 200]).Sample((sealedAt, openedAt, text) =>
        {
            var value = boxes[sealedAt.Item1].Seal(fields[sealedAt.Item2], rows[sealedAt.Item3], text);
            var opened = boxes[openedAt.Item1].Open(fields[openedAt.Item2], rows[openedAt.Item3], value);
            return opened == (sealedAt == openedAt ? new Opened(OpenStatus.Ok, text) : new Opened(OpenStatus.Damaged, null));
        });
    }

    [Fact]
    public void A_bit_flipped_anywhere_is_damage()
    {
        var box = NewBox();
        var value = box.Seal(Text, Row, "Every byte counts.").ToArray();

        for (var bit = 0; bit < value.Length * 8; bit++)
        {
            value[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Equal(OpenStatus.Damaged, box.Open(Text, Row, value).Status);
            value[bit / 8] ^= (byte)(1 << bit % 8);
        }

        Assert.Equal("Every byte counts.", box.Open(Text, Row, value).Text);
    }

    [Fact]
    public void A_value_cut_short_or_made_longer_is_damage()
    {
        var box = NewBox();
        var value = box.Seal(Text, Row, "Every byte counts.").ToArray();

        Assert.All(Enumerable.Range(1, value.Length - 1), length => Assert.Equal(OpenStatus.Damaged, box.Open(Text, Row, value.AsSpan(0, length)).Status));
        Assert.All(Enumerable.Range(1, value.Length - 1), from => Assert.Equal(OpenStatus.Damaged, box.Open(Text, Row, value.AsSpan(from)).Status));
        Assert.Equal(OpenStatus.Damaged, box.Open(Text, Row, [.. value, 0]).Status);
    }

    [Fact]
    public void Whatever_stands_in_the_column_opening_answers()
    {
        var box = NewBox();

        Gen.Byte.Array[1, 200].Sample(bytes => box.Open(Text, Row, bytes) == new Opened(OpenStatus.Damaged, null));
    }

    [Fact]
    public void An_unknown_version_is_damage()
    {
        var box = NewBox();
        var value = box.Seal(Text, Row, "text").ToArray();

        Assert.All(Enumerable.Range(0, 256).Where(version => version != 1), version =>
        {
            value[0] = (byte)version;
            Assert.Equal(OpenStatus.Damaged, box.Open(Text, Row, value).Status);
        });
    }

    [Fact]
    public void A_scrubbed_value_reads_as_erased()
    {
        Assert.Equal(new Opened(OpenStatus.Erased, null), NewBox().Open(Text, Row, default(Sealed)));
        Assert.True(default(Sealed).IsEmpty);
    }

    [Fact]
    public void A_retiring_key_opens_and_the_active_one_seals()
    {
        var old = NewBox().Seal(Text, Row, "old");
        var both = new Box(Here, new DataKey(9, KeyState.Active, 0, RandomNumberGenerator.GetBytes(32)), new DataKey(7, KeyState.Retiring, 0, _key));

        var value = both.Seal(Text, Row, "new");

        Assert.Equal("old", both.Open(Text, Row, old).Text);
        Assert.Equal("new", both.Open(Text, Row, value).Text);
        Assert.Equal(9, value.Bytes.Span[4]);
        Assert.Equal(OpenStatus.Damaged, NewBox().Open(Text, Row, value).Status);
    }

    [Fact]
    public void A_key_that_sealed_its_share_seals_no_more_and_opens_on()
    {
        var value = NewBox().Seal(Text, Row, "text");
        var key = new DataKey(7, KeyState.Active, DataKey.MostSeals - 1, _key);
        var box = new Box(Here, key);
        box.Seal(Text, Row, "the last one");

        Assert.Equal(1, key.TakeSeals());

        Assert.Throws<KeysException>(() => box.Seal(Text, Row, "one more"));
        Assert.Equal("text", box.Open(Text, Row, value).Text);
    }

    [Fact]
    public void Refuses_to_seal_for_a_row_without_an_id() =>
        Assert.Throws<ArgumentException>(() => NewBox().Seal(Text, Guid.Empty, "text"));

    [Fact]
    public void Keeps_an_unpaired_surrogate_as_a_replacement_character()
    {
        var box = NewBox();

        Assert.Equal("a\uFFFDb", box.Open(Text, Row, box.Seal(Text, Row, "a\uD83Db")).Text);
    }

    [Fact]
    public void Seals_and_opens_in_the_callers_buffers_without_allocating()
    {
        var box = NewBox();
        var message = new string('a', 160);
        Span<byte> value = stackalloc byte[300];
        Span<byte> plain = stackalloc byte[300];
        value = value[..box.Seal(Text, Row, message, value)];
        box.OpenBytes(Text, Row, value, plain, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            box.Seal(Text, Row, message, value);
            box.OpenBytes(Text, Row, value, plain, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(OpenStatus.Ok, box.OpenBytes(Text, Row, value, plain, out var written));
        Assert.Equal(message, System.Text.Encoding.UTF8.GetString(plain[..written]));
    }

    [Fact]
    public void A_value_that_could_not_be_sealed_leaves_no_plaintext_in_the_callers_buffer()
    {
        var box = NewBox();
        box.Wipe();
        var buffer = new byte[100];

        Assert.Throws<ScopeShreddedException>(() => box.Seal(Text, Row, "secret", buffer));

        Assert.DoesNotContain((byte)'s', buffer);
    }

    [Fact]
    public void Neither_a_sealed_nor_an_opened_value_prints_what_it_holds()
    {
        var value = NewBox().Seal(Text, Row, "secret");

        Assert.Equal("sealed(39 bytes)", value.ToString());
        Assert.Equal("opened(Ok)", NewBox().Open(Text, Row, value).ToString());
    }

    [Fact]
    public void Sealed_values_are_equal_when_their_bytes_are()
    {
        var value = NewBox().Seal(Text, Row, "text");
        var copy = Sealed.FromBytes(value.Bytes.ToArray());

        Assert.Equal(value, copy);
        Assert.Equal(value.GetHashCode(), copy.GetHashCode());
        Assert.NotEqual(value, NewBox().Seal(Text, Row, "text"));

        byte[] wider = [0, .. value.ToArray(), 0];
        Assert.Equal(value.ToArray(), new Sealed(wider.AsMemory(1, value.Bytes.Length)).ToArray());
    }

    private static bool IsWellFormed(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)) == text;

    private Box NewBox(Scope? scope = null, uint id = 7) => new(scope ?? Here, new DataKey(id, KeyState.Active, 0, _key));
}
