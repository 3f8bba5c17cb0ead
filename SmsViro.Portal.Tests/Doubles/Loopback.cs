using System.Net;
using System.Net.Sockets;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Ports of this machine that nobody listens on, for servers that cannot choose one themselves. Each is given once a run.</summary>
public static class Loopback
{
    // Below those that systems give to whoever asks for any: what is free now stays free until its server starts.
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int _given = Random.Shared.Next(Count);

    public static int FreePort()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _given) % Count);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // somebody else's
            }
        }
    }
}
