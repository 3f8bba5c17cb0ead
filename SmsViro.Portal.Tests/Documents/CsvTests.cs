using SmsViro.Core.Documents;

namespace SmsViro.Portal.Tests.Documents;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("+447700900123", "+447700900123")]
    [InlineData("-5", "-5")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3+cmd", "'-2+3+cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    public void A_cell_reads_back_and_never_runs(string cell, string written) => Assert.Equal($"{written}\r\n", Csv.Line(cell));

    [Fact]
    public void Cells_are_divided_by_commas_and_nothing_is_an_empty_one() => Assert.Equal("\"\",b,\"\"\r\n", Csv.Line("", "b", null));
}
