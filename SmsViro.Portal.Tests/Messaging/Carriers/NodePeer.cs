using System.Diagnostics;
using System.Text.Json.Nodes;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

/// <summary>The npm package smpp as operator, in a process of its own (interop/peer.js); skips the test where it is not installed.</summary>
internal sealed class NodePeer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<JsonNode> _passed = [];

    private NodePeer(Process process) => _process = process;

    public string Version { get; private set; } = "";

    public SmppOptions Options { get; private set; } = new()
    {
        Name = "node",
        Host = "127.0.0.1",
        Port = 1,
        SystemId = "viro",
        Password = "secret",
        Reconnect = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50)),
        Throttle = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)),
    };

    public static async Task<NodePeer> StartAsync()
    {
        var folder = Requires.NodePackage("smpp", Path.Combine("Messaging", "Carriers", "interop"));
        var start = new ProcessStartInfo("node", "peer.js") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        var peer = new NodePeer(Process.Start(start)!);
        var ready = await peer.HearAsync("ready");
        peer.Version = (string)ready["version"]!;
        peer.Options = peer.Options with { Port = (int)ready["port"]! };
        return peer;
    }

    /// <summary>Gives an order and waits until it is carried out, because orders and messages travel different ways.</summary>
    public async Task TellAsync(object order)
    {
        await _process.StandardInput.WriteLineAsync(System.Text.Json.JsonSerializer.Serialize(order));
        await _process.StandardInput.FlushAsync();
        await HearAsync("done");
    }

    /// <summary>The next event of a kind; others read on the way are kept for later.</summary>
    public async Task<JsonNode> HearAsync(string kind)
    {
        if (_passed.Find(passed => (string)passed["event"]! == kind) is { } earlier)
        {
            _passed.Remove(earlier);
            return earlier;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience.Longest);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            var heard = JsonNode.Parse(line)!;
            if ((string)heard["event"]! == kind) return heard;
            _passed.Add(heard);
        }

        throw new InvalidOperationException($"The peer ended before it said '{kind}'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience.Longest);
        _process.Dispose();
    }
}
