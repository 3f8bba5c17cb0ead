namespace SmsViro.Portal.Tests.Architecture;

/// <summary>The portal's folders: parts below, the frame above them, a slice's pages on top. What two slices' pages need stands in the frame.</summary>
public class PageFoldersTests
{
    private const string Portal = "SmsViro.Portal.";

    private static readonly string[] Below = ["Kit", "Shell"];

    private static readonly Type[] Types = [.. typeof(Program).Assembly.GetTypes().Where(type => FolderOf(type) is not null)];

    [Fact]
    public void No_folder_of_pages_uses_another_one() =>
        Assert.Empty(Leans((folder, other) => other != folder && !Below.Contains(other)));

    [Fact]
    public void The_parts_know_no_frame() =>
        Assert.Empty(Leans((folder, other) => folder == "Kit" && other == "Shell"));

    private static IEnumerable<string> Leans(Func<string, string, bool> forbidden) => (
        from type in Types
        let folder = FolderOf(type)
        from other in Mentions.Of(type)
        let ground = FolderOf(other)
        where ground is not null && forbidden(folder, ground)
        select $"{type} uses {other}").Distinct();

    // The root (Program, Urls) is everybody's and nobody's: it has no folder.
    private static string? FolderOf(Type type) =>
        type.Assembly == typeof(Program).Assembly && type.Namespace is { } space && space.StartsWith(Portal, StringComparison.Ordinal) ? space[Portal.Length..].Split('.')[0] : null;
}
