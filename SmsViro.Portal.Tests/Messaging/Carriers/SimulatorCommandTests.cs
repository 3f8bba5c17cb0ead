using System.Threading.Channels;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

public class SimulatorCommandTests
{
    [Fact]
    public async Task Runs_apart_counts_what_it_accepted_and_ends_when_told()
    {
        var file = Path.Combine(Scratch.Folder("counts"), "counts");
        var input = new Lines();
        var output = new StringWriter();
        var running = SimulatorCommand.RunAsync(["--delay-ms", "0", "--password", "secret"], input, output, TimeProvider.System, TestContext.Current.CancellationToken);
        var ready = output.ToString().Trim().Split(' ', '=');
        Assert.Equal(["READY", "port", "system-id", "smsviro", "password", "secret"], [ready[0], ready[1], .. ready[3..]]);
        var options = new SmppOptions { Name = "one", Host = "127.0.0.1", Port = int.Parse(ready[2], System.Globalization.CultureInfo.InvariantCulture), SystemId = "smsviro", Password = "secret" };
        await using var link = await RecordedLink.BoundAsync(options);
        var parts = link.Send(new string('a', 200));
        await link.UntilAsync(() => link.Arrivals.Count == parts);

        input.Say("counts " + file);
        input.Say("quit");

        Assert.Equal(0, await running);
        Assert.EndsWith("COUNTED parts=2 accepted=2", output.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(["447700900100 1 1", "447700900100 2 1"], await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--port", "65536")]
    [InlineData("--rate", "many")]
    [InlineData("--password", "ninechars")]
    [InlineData("--nonsense")]
    public async Task Says_what_it_takes_when_it_is_called_wrongly(params string[] args)
    {
        var output = new StringWriter();

        Assert.Equal(2, await SimulatorCommand.RunAsync(args, TextReader.Null, output, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Contains("--port P", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_its_port_is_taken()
    {
        await using var first = OperatorSimulator.Start(new(), TimeProvider.System);
        var output = new StringWriter();

        Assert.Equal(1, await SimulatorCommand.RunAsync(["--port", $"{first.Port}"], TextReader.Null, output, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.StartsWith($"Port {first.Port} is taken", output.ToString(), StringComparison.Ordinal);
    }

    private sealed class Lines : TextReader
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public void Say(string line) => _lines.Writer.TryWrite(line);

        public override async Task<string?> ReadLineAsync() => await _lines.Reader.ReadAsync();
    }
}
