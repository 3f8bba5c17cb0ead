using System.Xml.Linq;
using SmsViro.Portal.Manage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.PersonalData;

/// <summary>The gate of the build: what is stored and what was reviewed are one text, or nothing is built.</summary>
public class StaleLockTests
{
    [Fact]
    public void The_lock_tells_what_is_stored() => Assert.Equal((0, ""), Gate(Lock));

    [Theory]
    [InlineData("erased RowDeleted", "erased Kept")]
    [InlineData("Sealed; message-content", "InClear; message-content")]
    [InlineData("\"Draft\": \"90 days", "\"Draft\": \"91 days")]
    public void A_lock_that_tells_something_else_is_an_error_by_its_number(string was, string now)
    {
        var (code, said) = Gate(Lock.Replace(was, now, StringComparison.Ordinal));

        Assert.Equal(1, code);
        Assert.StartsWith("SmsViro.Core : error PRIV007: docs/privacy-map.lock.json does not tell what is stored", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_lock_nothing_is_built() => Assert.Equal(1, Gate(null).Code);

    // What a build says without a declaration is tried by the mutations of the benchmarks: it takes a minute.
    [Fact]
    public void Every_build_of_the_portal_asks_it_and_breaks_where_it_refuses()
    {
        var gate = XDocument.Load(Path.Combine(Tree.Portal, "SmsViro.Portal.csproj")).Descendants("Target").Single(target => target.Attribute("Name")?.Value == "PrivacyGate");

        Assert.Equal("Build", gate.Attribute("AfterTargets")?.Value);
        var asked = gate.Element("Exec")!;
        Assert.Contains(GateCommand.Word, asked.Attribute("Command")!.Value, StringComparison.Ordinal);
        Assert.Equal(["Command", "StandardOutputImportance"], asked.Attributes().Select(attribute => attribute.Name.LocalName));
    }

    private static string Lock => File.ReadAllText(Path.Combine(Tree.Root, "docs", "privacy-map.lock.json"));

    private static (int? Code, string Said) Gate(string? text)
    {
        var file = Path.Combine(Scratch.Folder("lock"), "privacy-map.lock.json");
        if (text is not null) File.WriteAllText(file, text);
        using var said = new StringWriter();
        return (GateCommand.Run([GateCommand.Word, file], said), said.ToString());
    }
}
