using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

/// <summary>An operator that does exactly what a test says, one step at a time; what it sends can be played whole or byte by byte.</summary>
internal sealed class ScriptedSmsc : IAsyncDisposable
{

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Stream> _streams = [];
    private readonly byte[] _input = new byte[PduHeader.MaxLength];
    private Stream _stream = Stream.Null;

    public ScriptedSmsc() => _listener.Start();

    public bool ByteByByte { get; init; }

    /// <summary>When set, callers must speak TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    public SmppOptions Options => new()
    {
        Name = "scripted",
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SystemId = "viro",
        Password = "secret",
        Reconnect = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50)),
    };

    /// <summary>Takes the next caller.</summary>
    public async Task AcceptAsync()
    {
        var socket = await Soon(_listener.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask());
        socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _streams.Add(_stream);
        if (Certificate is null) return;

        var secret = new SslStream(_stream);
        _streams.Add(secret);
        await Soon(secret.AuthenticateAsServerAsync(Certificate));
        _stream = secret;
    }

    /// <summary>Takes the next caller and binds it.</summary>
    public async Task AcceptBindAsync()
    {
        await AcceptAsync();
        var (bind, _) = await ReadAsync();
        Assert.Equal(SmppCommand.BindTransceiver, bind.Command);
        await SendAsync(Pdu(SmppCommand.BindTransceiverResp, SmppStatus.Ok, bind.Sequence, "SMSC\0"u8));
    }

    public async Task<(PduHeader Header, byte[] Body)> ReadAsync()
    {
        await Soon(_stream.ReadExactlyAsync(_input.AsMemory(0, 4)).AsTask());
        var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(_input);
        await Soon(_stream.ReadExactlyAsync(_input.AsMemory(4, length - 4)).AsTask());
        Assert.True(PduHeader.TryRead(_input, out var header));
        return (header, _input[PduHeader.Size..length]);
    }

    /// <summary>Reads PDUs until one of a kind, passing over others.</summary>
    public async Task<PduHeader> ReadAsync(SmppCommand command)
    {
        while (true)
        {
            var (header, _) = await ReadAsync();
            if (header.Command == command) return header;
        }
    }

    /// <summary>The caller has gone: nothing more can be read.</summary>
    public async Task ReadEndAsync()
    {
        try
        {
            while (await Soon(_stream.ReadAsync(_input).AsTask()) > 0) continue;
        }
        catch (IOException)
        {
            // A connection reset is an end, too.
        }
    }

    public async Task SendAsync(params byte[][] pdus)
    {
        byte[] octets = [.. pdus.SelectMany(pdu => pdu)];
        if (!ByteByByte)
        {
            await _stream.WriteAsync(octets);
            return;
        }

        foreach (var octet in octets)
        {
            await _stream.WriteAsync(new[] { octet });
            await Task.Yield();
        }
    }

    public void Cut() => _stream.Dispose();

    public static byte[] Pdu(SmppCommand command, SmppStatus status, uint sequence, ReadOnlySpan<byte> body = default)
    {
        var pdu = new byte[PduHeader.Size + body.Length];
        body.CopyTo(pdu.AsSpan(PduHeader.Size));
        new PduHeader(pdu.Length, command, status, sequence).Write(pdu);
        return pdu;
    }

    public static byte[] Deliver(uint sequence, ReadOnlySpan<byte> text, EsmClass esmClass = EsmClass.Default, DataCoding coding = DataCoding.Default)
    {
        var pdu = new byte[ShortMessage.MaxWritten];
        var message = new ShortMessage
        {
            Source = Address.International("447700900100"u8),
            Destination = Address.International("447700900450"u8),
            EsmClass = esmClass,
            DataCoding = coding,
            Message = text,
        };
        return pdu[..message.Write(pdu, SmppCommand.DeliverSm, sequence)];
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (var stream in _streams) await stream.DisposeAsync();
    }

    private static Task Soon(Task task) => task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);
}
