using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SmsViro.Core.Messaging.Carriers.Smpp;

// The life of a link, on its own thread: connect, bind, read to the end, hand everything back, wait, again.
public sealed partial class SmppSession
{
    private void Run()
    {
        try
        {
            for (var (number, failures) = (1, 0); !_stopping.IsCancellationRequested; number++)
            {
                SetStatus(LinkState.Connecting, _status.LastFault, _status.Answer);
                _proven = false;
                var began = _clock.GetTimestamp();
                Live(number);
                failures = _proven || _clock.GetElapsedTime(began) >= Steady ? 1 : failures + 1;
                Wait(_options.Reconnect.After(failures, Random.Shared.NextDouble()));
            }
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private void Live(int number)
    {
        var (stream, fault) = Connect();
        if (stream is null)
        {
            HandBack(fault, SmppStatus.Ok, null);
            return;
        }

        using var connection = new SmppConnection(number, stream, Window, _clock);
        _connection = connection;
        if (_stopping.IsCancellationRequested) connection.Close(LinkFault.Stopped);
        try
        {
            connection.Bind(new() { SystemId = Octets(_options.SystemId), Password = Octets(_options.Password), SystemType = Octets(_options.SystemType) }, BindCommand);
            new LinkReader(this, connection, _events).Run();
            connection.Close(LinkFault.Cut);
        }
        catch (SmppProtocolException)
        {
            connection.Close(LinkFault.NotSmpp);
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException)
        {
            connection.Close(LinkFault.Cut);
        }
        catch (Exception failed)
        {
            LogHandlerFailed(failed, Name);
            connection.Close(LinkFault.HandlerFailed);
        }

        HandBack(connection.Fault, connection.Answer, connection);
    }

    private (Stream? Stream, LinkFault Fault) Connect()
    {
        using var timeout = new CancellationTokenSource(_options.ResponseTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var fault = LinkFault.Unreachable;
        try
        {
            socket.ConnectAsync(_options.Host, _options.Port, either.Token).AsTask().GetAwaiter().GetResult();
            var plain = new NetworkStream(socket, ownsSocket: true);
            if (!_options.Tls) return (plain, LinkFault.None);

            fault = LinkFault.TlsFailed;
            var secret = new SslStream(plain);
            var handshake = new SslClientAuthenticationOptions { TargetHost = _options.Host, RemoteCertificateValidationCallback = IsExpected };
            secret.AuthenticateAsClientAsync(handshake, either.Token).GetAwaiter().GetResult();
            return (secret, LinkFault.None);
        }
        catch (Exception failed) when (failed is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            socket.Dispose();
            return (null, _stopping.IsCancellationRequested ? LinkFault.Stopped : fault);
        }
    }

    private bool IsExpected(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        _options.TlsFingerprint.Length == 0
            ? errors == SslPolicyErrors.None
            : certificate?.GetCertHashString(HashAlgorithmName.SHA256).Equals(_options.TlsFingerprint, StringComparison.OrdinalIgnoreCase) == true;

    private void HandBack(LinkFault fault, SmppStatus answer, SmppConnection? connection)
    {
        (_bound, _connection) = (false, null);
        List<PartKey> unanswered = [], unsent = [];
        connection?.TakeAll(unanswered, unsent);
        SetStatus(LinkState.Down, fault, answer);
        if (fault != LinkFault.Stopped) LogDown(Name, fault, answer.Word, unanswered.Count);
        try
        {
            _events.Down(this, fault, CollectionsMarshal.AsSpan(unanswered), CollectionsMarshal.AsSpan(unsent));
        }
        catch (Exception failed)
        {
            LogHandlerFailed(failed, Name);
        }
    }

    private void Wait(TimeSpan time)
    {
        using var over = new CancellationTokenSource(time, _clock);
        WaitHandle.WaitAny([over.Token.WaitHandle, _stopping.Token.WaitHandle]);
    }

    private SmppCommand BindCommand => _options.Mode switch
    {
        BindMode.Transceiver => SmppCommand.BindTransceiver,
        BindMode.Transmitter => SmppCommand.BindTransmitter,
        BindMode.Receiver => SmppCommand.BindReceiver,
    };

    private static byte[] Octets(string text) => Encoding.ASCII.GetBytes(text);
}
