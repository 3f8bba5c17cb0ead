using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

/// <summary>Peers that send damaged, hostile or endless octets, on both sides of the link.</summary>
public class HostilePeerTests
{
    private const int InFlightParts = 10;

    [Fact]
    public void Ten_thousand_damaged_streams_end_in_a_refusal_and_answer_no_part_twice()
    {
        var random = new Random(30);
        var owner = new CountingOwner();
        var session = new SmppSession(new() { Name = "one", Host = "x", Port = 1, SystemId = "x", Password = "" }, owner, TimeProvider.System, NullLogger<SmppSession>.Instance);
        var (sound, refused) = (0, 0);
        for (var round = 0; round < 10_000; round++)
        {
            owner.Answered.Clear();
            var stream = new OneWay(Damaged(random));
            using var connection = new SmppConnection(1, stream, window: 100, TimeProvider.System);
            for (var message = 1; message <= InFlightParts; message++) Assert.Equal(SubmitAnswer.Taken, connection.TrySubmit(Hello, new(message, 1)));
            try
            {
                new LinkReader(session, connection, owner).Run();
                sound++;
            }
            catch (SmppProtocolException)
            {
                refused++;
            }

            Assert.All(owner.Answered, key => Assert.InRange(key.Message, 1, InFlightParts));
            Assert.Equal(owner.Answered.Count, owner.Answered.Distinct().Count());
            Assert.Equal(InFlightParts, owner.Answered.Count + connection.Unanswered);
        }

        Assert.InRange(sound, 500, 9_500);
        Assert.InRange(refused, 500, 9_500);
    }

    [Fact]
    public async Task The_simulator_outlives_callers_that_send_rubbish()
    {
        var random = new Random(31);
        await using var simulator = OperatorSimulator.Start(new() { ReceiptDelay = TimeSpan.Zero }, TimeProvider.System);
        for (var caller = 0; caller < 200; caller++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", simulator.Port, TestContext.Current.CancellationToken);
            try
            {
                await client.GetStream().WriteAsync(Damaged(random), TestContext.Current.CancellationToken);
            }
            catch (IOException)
            {
                // It hung up on us in the middle, as it should.
            }
        }

        await using var link = await RecordedLink.BoundAsync(simulator.LinkOptions("one"));
        link.Send("Hello");
        await link.UntilAsync(() => link.Arrivals.Count == 1);
    }

    [Fact]
    public async Task A_peer_that_drips_one_octet_of_a_great_PDU_is_never_believed_to_be_silent_nor_kept_beyond_one_PDU()
    {
        await using var smsc = new ScriptedSmsc { ByteByByte = true };
        await using var link = RecordedLink.Start(smsc.Options);
        await smsc.AcceptBindAsync();
        var pdu = ScriptedSmsc.Pdu(SmppCommand.DeliverSm, SmppStatus.Ok, 4, new byte[PduHeader.MaxLength - PduHeader.Size]);

        await smsc.SendAsync(pdu);

        // 64 KiB of zeros is a whole body with rubbish behind it: refused for good, and the link stands.
        Assert.Equal(SmppCommand.DeliverSmResp, (await smsc.ReadAsync()).Header.Command);
        Assert.Equal(LinkState.Bound, link.Session.Status.State);
    }

    private static ShortMessage Hello => new() { Destination = Address.International("447700900100"u8), Message = "Hello"u8 };

    // A few sound PDUs of every kind the portal reads, with one to five octets changed.
    private static byte[] Damaged(Random random)
    {
        List<byte> octets = [];
        for (var pdus = random.Next(1, 6); pdus > 0; pdus--)
        {
            octets.AddRange(random.Next(7) switch
            {
                0 => ScriptedSmsc.Pdu(SmppCommand.SubmitSmResp, SmppStatus.Ok, (uint)random.Next(1, InFlightParts + 1), "0a1b2c3d\0"u8),
                1 => ScriptedSmsc.Deliver(7, "id:0a1b sub:001 dlvrd:001 stat:DELIVRD err:000 text:"u8, EsmClass.Receipt),
                2 => ScriptedSmsc.Deliver(8, [5, 0, 3, 1, 2, 1, (byte)'a'], EsmClass.UserDataHeader),
                3 => ScriptedSmsc.Pdu(SmppCommand.EnquireLink, SmppStatus.Ok, 9),
                4 => ScriptedSmsc.Pdu(SmppCommand.BindTransceiverResp, SmppStatus.Ok, 1, "SMSC\0\u0002\u0010\0\u00014"u8),
                5 => ScriptedSmsc.Pdu(SmppCommand.GenericNack, SmppStatus.InvalidCommand, (uint)random.Next(1, InFlightParts + 1)),
                _ => ScriptedSmsc.Pdu(SmppCommand.BindTransceiver, SmppStatus.Ok, 1, "smsviro\0password\0\0\u00344\0\0\0"u8),
            });
        }

        for (var changes = random.Next(1, 6); changes > 0; changes--) octets[random.Next(octets.Count)] = (byte)random.Next(256);
        return [.. octets];
    }

    private sealed class CountingOwner : ISmppEvents
    {
        public List<PartKey> Answered { get; } = [];

        public void Ready(SmppSession link)
        {
        }

        public void Responses(SmppSession link, ReadOnlySpan<SubmitResult> results)
        {
            foreach (var result in results) Answered.Add(result.Key);
        }

        public void Receipts(SmppSession link, ReadOnlySpan<ReceiptArrival> receipts)
        {
        }

        public void Inbound(SmppSession link, InboundMessage message)
        {
        }

        public void Down(SmppSession link, LinkFault fault, ReadOnlySpan<PartKey> unanswered, ReadOnlySpan<PartKey> unsent)
        {
        }
    }

    /// <summary>What a peer sent, read once; what we write goes nowhere.</summary>
    private sealed class OneWay(byte[] octets) : MemoryStream(octets, writable: true)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }
    }
}
