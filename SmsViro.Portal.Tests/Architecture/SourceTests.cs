using System.Text.RegularExpressions;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Architecture;

/// <summary>What a reader may count on in every source file.</summary>
public partial class SourceTests
{
    private static readonly string[] Bags = ["Utils", "Util", "Utilities", "Helpers", "Common", "Extensions", "Models", "Services", "Interfaces", "Misc", "Shared"];

    private static readonly (string Path, string[] Lines)[] Files =
    [
        .. new[] { "SmsViro.Core", "SmsViro.Portal", "SmsViro.Portal.Tests", "SmsViro.Benchmarks" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Tree.Root, project), "*", SearchOption.AllDirectories))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Tree.Root, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllLines(Path.Combine(Tree.Root, path)))),
    ];

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Assert.Empty(Files.Where(file => file.Lines.Length > 400).Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    [Fact]
    public void Nine_files_in_ten_fit_in_200_lines() =>
        Assert.InRange(Files.Count(file => file.Lines.Length > 200), 0, Files.Length / 10);

    [Fact]
    public void No_folder_is_a_bag() =>
        Assert.Empty(Files.Where(file => file.Path.Split('/').Intersect(Bags).Any()).Select(file => file.Path));

    [Fact]
    public void Every_test_that_a_document_names_exists()
    {
        var classes = typeof(SourceTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var named = Directory.EnumerateFiles(Path.Combine(Tree.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .SelectMany(file => NamedTest().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(classes));
    }

    [Fact]
    public void Nothing_is_left_for_later() => AssertNowhere(Later(), file => !file.EndsWith("SourceTests.cs", StringComparison.Ordinal));

    [Fact]
    public void No_page_writes_markup_past_the_encoder() => AssertNowhere(RawMarkup(), file => file.EndsWith(".razor", StringComparison.Ordinal));

    /// <summary>The analyzers do not look into @code.</summary>
    [Fact]
    public void Every_page_keeps_its_code_beside_it() => AssertNowhere(CodeBlock(), file => file.EndsWith(".razor", StringComparison.Ordinal));

    [Fact]
    public void No_reader_is_turned_away_from_the_encoding() =>
        Assert.Empty(Files.Where(file => File.ReadAllBytes(Path.Combine(Tree.Root, file.Path)) is [0xEF, 0xBB, 0xBF, ..]).Select(file => file.Path));

    private static void AssertNowhere(Regex banned, Func<string, bool> among) =>
        Assert.Empty(
            from file in Files
            where among(file.Path)
            from line in file.Lines.Index()
            where banned.IsMatch(line.Item)
            select $"{file.Path}:{line.Index + 1} {line.Item.Trim()}");

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Later();

    [GeneratedRegex(@"\bMarkupString\b")]
    private static partial Regex RawMarkup();

    [GeneratedRegex(@"^\s*@(code|functions)\b")]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*Tests)`")]
    private static partial Regex NamedTest();
}
