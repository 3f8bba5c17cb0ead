using System.Net;
using System.Net.Sockets;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Ports of this machine that nobody listens on, for servers that cannot choose one themselves.</summary>
public static class Loopback
{
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
