using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace SmsViro.Core.Privacy.Policy;

/// <summary>The policy through time. Versions are dated files that never change once they were shown: a new promise is a new file.</summary>
public sealed class PrivacyPolicy
{
    /// <summary>The end of the name of the file that holds a version's tables, beside its words.</summary>
    public const string TablesEnd = ".tables.json";

    private const string Folder = "SmsViro.Core.Privacy.Policy.";

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    private readonly TimeProvider _clock;

    public PrivacyPolicy(TimeProvider clock)
        : this(clock, Written)
    {
    }

    internal PrivacyPolicy(TimeProvider clock, IReadOnlyList<PolicyVersion> versions) => (_clock, Versions) = (clock, versions);

    /// <summary>The versions this program carries, oldest first.</summary>
    public static IReadOnlyList<PolicyVersion> Written { get; } =
    [
        .. from name in Assembly.GetExecutingAssembly().GetManifestResourceNames()
           where name.StartsWith(Folder, StringComparison.Ordinal) && !name.EndsWith(TablesEnd, StringComparison.Ordinal)
           let version = Read(Bytes(name), Bytes(Path.ChangeExtension(name, null) + TablesEnd))
           orderby version.From
           select version,
    ];

    /// <summary>Oldest first; the last ones may not hold yet.</summary>
    public IReadOnlyList<PolicyVersion> Versions { get; }

    /// <summary>What holds today. A clock before the first version is shown the first one.</summary>
    public PolicyVersion Current
    {
        get
        {
            var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
            return Versions.LastOrDefault(version => version.From <= today) ?? Versions[0];
        }
    }

    /// <summary>The version of this number; null when there is none.</summary>
    public PolicyVersion? Find(int number) => Versions.FirstOrDefault(version => version.Number == number);

    /// <summary>The version that this one followed; null for the first.</summary>
    public PolicyVersion? Before(PolicyVersion version) => Find(version.Number - 1);

    /// <summary>Tables in the form in which a version keeps them.</summary>
    public static string Write(IReadOnlyList<PolicyTable> tables) => JsonSerializer.Serialize(tables, Names) + "\n";

    private static PolicyVersion Read(byte[] words, byte[] tables)
    {
        var written = JsonSerializer.Deserialize<Words>(words, Names)!;
        return new PolicyVersion(
            written.Number, DateOnly.ParseExact(written.From, "yyyy-MM-dd", CultureInfo.InvariantCulture), written.Material, written.Statements, written.Sections,
            JsonSerializer.Deserialize<IReadOnlyList<PolicyTable>>(tables, Names)!, Convert.ToHexStringLower(SHA256.HashData([.. words, .. tables])));
    }

    private static byte[] Bytes(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private sealed record Words(int Number, string From, bool Material, IReadOnlyList<Statement> Statements, IReadOnlyList<PolicySection> Sections);
}
