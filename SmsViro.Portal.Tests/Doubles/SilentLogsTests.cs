namespace SmsViro.Portal.Tests.Doubles;

public class SilentLogsTests
{
    [Theory]
    [InlineData("Sent to +447700900118 at once")]
    [InlineData("No account for amara.okafor@harbour.example")]
    [InlineData("Parameters=[@p0='Quetzal-7f3a' (Size = 12)]")]
    [InlineData("payload 517565747A616C2D37663361")]
    public void Notices_whatever_is_personal(string line) => Assert.Throws<InvalidOperationException>(() => Search(line));

    [Theory]
    [InlineData("Executed DbCommand (1ms) [Parameters=[@p0='?' (DbType = Guid)]] SELECT \"u\".\"Id\" FROM \"Users\" AS \"u\" WHERE \"u\".\"Id\" = @p0")]
    [InlineData("The erasure 019ac0de-0000-7000-8000-000000000001 did not get to its end")]
    [InlineData("Entries 20261124 639000000000000000")]
    public void Lets_ids_counts_and_statements_pass(string line) => Search(line);

    private static void Search(string line)
    {
        var folder = Scratch.Folder("log");
        File.WriteAllText(Path.Combine(folder, "portal.log"), $"Information Portal {line}\n");
        SilentLogs.Require(folder, ["Quetzal-7f3a"]);
    }
}
