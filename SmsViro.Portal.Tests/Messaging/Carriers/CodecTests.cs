using System.Text;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.Text;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

public class CodecTests
{
    // SMPP 3.4 clause 3.2.3: the specification's own example of a bind_transmitter.
    private const string SpecificationBind =
        "0000002F 00000002 00000000 00000001 534D50503354455354 00 7365637265743038 00 5355424D495431 00 00 01 01 00";

    [Fact]
    public void Reads_the_example_of_the_specification()
    {
        var octets = Hex(SpecificationBind);

        Assert.True(PduHeader.TryRead(octets, out var header));
        Assert.True(Bind.TryParse(octets.AsSpan(PduHeader.Size), out var bind));
        Assert.Equal(new(0x2F, SmppCommand.BindTransmitter, SmppStatus.Ok, 1), header);
        Assert.Equal(("SMPP3TEST", "secret08", "SUBMIT1"), (Text(bind.SystemId), Text(bind.Password), Text(bind.SystemType)));
    }

    [Fact]
    public void Writes_a_submission_field_by_field()
    {
        var octets = new byte[ShortMessage.MaxWritten];

        var written = Submission("Hi"u8).Write(octets, SmppCommand.SubmitSm, 7);

        Assert.Equal(
            Hex("00000036 00000004 00000000 00000007 00 05 00 534D535649524F 00 01 01 343437373030393030313030 00 00 00 00 00 00 01 00 00 00 02 4869"),
            octets[..written]);
    }

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        var octets = new byte[ShortMessage.MaxWritten];
        var written = Submission("Hello"u8, EsmClass.UserDataHeader, DataCoding.Ucs2).Write(octets, SmppCommand.SubmitSm, 1);

        Assert.True(ShortMessage.TryParse(octets.AsSpan(PduHeader.Size, written - PduHeader.Size), out var message));
        Assert.Equal(("SMSVIRO", 5, 0), (Text(message.Source.Digits), message.Source.Kind, message.Source.Plan));
        Assert.Equal(("447700900100", 1, 1), (Text(message.Destination.Digits), message.Destination.Kind, message.Destination.Plan));
        Assert.Equal((EsmClass.UserDataHeader, DataCoding.Ucs2, true, "Hello"), (message.EsmClass, message.DataCoding, message.WantsReceipt, Text(message.Message)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(65_537)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)] // 4 GiB, read as it stands on the wire
    public void Refuses_a_length_no_PDU_has_from_its_first_four_octets(int length)
    {
        var octets = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(octets, length);

        Assert.Throws<SmppProtocolException>(() => PduHeader.TryRead(octets, out _));
    }

    [Fact]
    public void Waits_for_a_PDU_that_is_not_whole()
    {
        var octets = Hex(SpecificationBind);

        Assert.All(Enumerable.Range(0, octets.Length), length => Assert.False(PduHeader.TryRead(octets.AsSpan(0, length), out _)));
        Assert.True(PduHeader.TryRead(octets, out _));
    }

    [Fact]
    public void Refuses_every_body_that_ends_too_soon()
    {
        var octets = new byte[ShortMessage.MaxWritten];
        var written = Submission("Hello"u8).WriteReceipt(octets, 1, "ab"u8, MessageState.Delivered);
        var body = octets[PduHeader.Size..written];
        var withoutTlvs = body.Length - 4 - 3 - 4 - 1;

        foreach (var length in Enumerable.Range(0, body.Length))
        {
            // Between two optional parameters a body may end: it is another, shorter, whole body.
            var whole = length == withoutTlvs || length == body.Length - 5;
            Assert.Equal(whole, ShortMessage.TryParse(body.AsSpan(0, length), out _));
        }
    }

    [Fact]
    public void Refuses_an_address_longer_than_its_clause_allows()
    {
        Assert.False(Submission("x"u8, digits: "123456789012345678901"u8).Fits);
        Assert.True(Submission("x"u8, digits: "12345678901234567890"u8).Fits);

        var octets = new byte[600];
        var written = Submission("x"u8, digits: "123456789012345678901"u8).Write(octets, SmppCommand.SubmitSm, 1);
        Assert.False(ShortMessage.TryParse(octets.AsSpan(PduHeader.Size, written - PduHeader.Size), out _));
    }

    [Fact]
    public void Takes_the_text_from_message_payload_when_short_message_is_empty()
    {
        var octets = new byte[ShortMessage.MaxWritten];
        var written = Submission([]).Write(octets, SmppCommand.DeliverSm, 1);
        byte[] body = [.. octets[PduHeader.Size..written], 0x04, 0x24, 0x00, 0x02, (byte)'H', (byte)'i'];

        Assert.True(ShortMessage.TryParse(body, out var message));
        Assert.Equal("Hi", Text(message.Message));
    }

    [Fact]
    public void Survives_ten_thousand_mutated_PDUs()
    {
        var random = new Random(34);
        var octets = new byte[600];
        var seeds = Seeds();
        var (refused, read) = (0, 0);
        for (var round = 0; round < 10_000; round++)
        {
            var seed = seeds[random.Next(seeds.Length)];
            seed.CopyTo(octets, 0);
            var length = Mutate(octets, seed.Length, random);
            try
            {
                if (PduHeader.TryRead(octets.AsSpan(0, length), out var header) && Understand(octets.AsSpan(PduHeader.Size, header.Length - PduHeader.Size))) read++;
                else refused++;
            }
            catch (SmppProtocolException)
            {
                refused++;
            }
        }

        // Both outcomes are common, or the mutations test nothing.
        Assert.InRange(read, 500, 9_500);
        Assert.InRange(refused, 500, 9_500);
    }

    [Fact]
    public void Puts_a_concatenation_header_before_each_of_several_parts()
    {
        var text = Segments.Of(new string('a', 153) + "bcdefghi");
        var octets = new byte[PartBody.MaxLength];

        Assert.Equal(159, PartBody.Write(text, 0, 0x1234, octets));
        Assert.Equal(14, PartBody.Write(text, 1, 0x1234, octets));
        Assert.Equal(Hex("05 00 03 34 02 02 6263646566676869"), octets[..14]);
        Assert.Equal((EsmClass.UserDataHeader, DataCoding.Default), (PartBody.EsmClassOf(text), PartBody.DataCodingOf(text)));
        Assert.Equal((EsmClass.Default, DataCoding.Ucs2), (PartBody.EsmClassOf(Segments.Of("ж")), PartBody.DataCodingOf(Segments.Of("ж"))));
    }

    [Theory]
    [InlineData("05 00 03 34 02 01 6162", 0x34, 2, 1, "ab")]
    [InlineData("06 08 04 1234 03 02 6162", 0x1234, 3, 2, "ab")]
    [InlineData("0B 05 04 0B84 23F0 00 03 07 02 02 61", 7, 2, 2, "a")] // ports first, then the parts
    public void Reads_concatenation_headers(string octets, int reference, int total, int number, string text)
    {
        var header = ConcatHeader.Read(Hex(octets), out var rest);

        Assert.Equal(new ConcatHeader((ushort)reference, (byte)total, (byte)number), header);
        Assert.Equal(text, Text(rest));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("05 00 03 34 02 03 61", "a")] // the third of two
    [InlineData("05 00 03 34 00 00 61", "a")]
    [InlineData("05 00 09 34 02 01 61", "a")] // an element longer than its header
    [InlineData("09 00 03", "\t\0\u0003")] // a header longer than the message: it is all text
    public void Passes_over_headers_that_contradict_themselves(string octets, string text)
    {
        Assert.Null(ConcatHeader.Read(Hex(octets), out var rest));
        Assert.Equal(text, Text(rest));
    }

    private static bool Understand(ReadOnlySpan<byte> body)
    {
        if (!ShortMessage.TryParse(body, out var message)) return false;

        ConcatHeader.Read(message.Tlvs);
        ConcatHeader.Read(message.Message, out var text);
        DeliveryReceipt.TryRead(text, message.Tlvs, out var receipt);
        Assert.True(receipt.Id.Length <= ushort.MaxValue && receipt.Error.Length <= 16);
        Segments.Decode(SmsEncoding.Gsm7, text);
        Segments.Decode(SmsEncoding.Ucs2, text);
        return true;
    }

    private static int Mutate(byte[] octets, int length, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            // Half of the changes meet the fields that announce lengths and end texts, where the damage is.
            var at = random.Next(2) == 0 ? random.Next(length) : random.Next(PduHeader.Size, length);
            octets[at] = random.Next(4) switch
            {
                0 => 0,
                1 => 0xFF,
                2 => (byte)(octets[at] + 1),
                _ => (byte)random.Next(256),
            };
        }

        if (random.Next(8) == 0) length = random.Next(length);
        return length;
    }

    private static byte[][] Seeds()
    {
        var octets = new byte[600];
        byte[] submission = octets[..Submission("Hello there, this is a text"u8).Write(octets, SmppCommand.SubmitSm, 9)];
        byte[] part = octets[..Submission(Hex("05 00 03 34 02 01 6162"), EsmClass.UserDataHeader).Write(octets, SmppCommand.DeliverSm, 10)];
        byte[] receipt = octets[..Submission("id:0a1b sub:001 dlvrd:001 submit date:2611240310 done date:2611240311 stat:DELIVRD err:000 text:"u8, EsmClass.Receipt)
            .WriteReceipt(octets, 11, "0a1b"u8, MessageState.Delivered)];
        return [submission, part, receipt];
    }

    private static ShortMessage Submission(ReadOnlySpan<byte> text, EsmClass esmClass = EsmClass.Default, DataCoding coding = DataCoding.Default, ReadOnlySpan<byte> digits = default) => new()
    {
        Source = Address.Alphanumeric("SMSVIRO"u8),
        Destination = Address.International(digits.IsEmpty ? "447700900100"u8 : digits),
        EsmClass = esmClass,
        DataCoding = coding,
        WantsReceipt = true,
        Message = text,
    };

    private static byte[] Hex(string octets) => Convert.FromHexString(octets.Replace(" ", "", StringComparison.Ordinal));

    private static string Text(ReadOnlySpan<byte> octets) => Encoding.Latin1.GetString(octets);
}
