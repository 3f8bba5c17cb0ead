using System.Text.RegularExpressions;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Shell;

/// <summary>A link to a file goes past the router: else the file's address stays in the bar, and a reload fetches the file instead of the page.</summary>
public partial class FileLinksTests
{
    [Fact]
    public void Every_link_to_a_file_is_fetched_by_the_browser_itself()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Tree.Portal, "Api"), "*.cs").SelectMany(file => Addressed().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)
            .Concat(["Copy", "StaffExtract", "StaffAffected", "StaffCertificate"]).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(["OptOutsFile", "StaffEvidencePdf", "StaffKeyInventory", "StaffDataMapCsv", "PromisesCertificate"], StringComparer.Ordinal), files);

        var links = (
            from page in Directory.EnumerateFiles(Tree.Portal, "*.razor", SearchOption.AllDirectories)
            from Match link in Links().Matches(File.ReadAllText(page))
            where files.Contains(link.Groups[1].Value)
            select (Page: Path.GetFileName(page), Link: link.Value)).ToList();

        Assert.True(links.Count >= 12, $"Only {links.Count} links to files were found.");
        Assert.DoesNotContain(links, one => !one.Link.Contains(" IsFile ", StringComparison.Ordinal) && !one.Link.Contains("target=\"_top\"", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"MapGet\(\s*Urls\.(\w+),")]
    private static partial Regex Addressed();

    [GeneratedRegex("""<\w[^<]*?[hH]ref="@Urls\.(\w+)[^<]*?>""")]
    private static partial Regex Links();
}
