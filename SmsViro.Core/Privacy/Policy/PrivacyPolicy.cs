using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace SmsViro.Core.Privacy.Policy;

/// <summary>The policy through time. Versions are dated files that never change: a new promise is a new file.</summary>
public sealed class PrivacyPolicy(TimeProvider clock)
{
    private const string Folder = "SmsViro.Core.Privacy.Policy.";

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<PolicyVersion> Versions { get; } =
    [
        .. from name in Assembly.GetExecutingAssembly().GetManifestResourceNames()
           where name.StartsWith(Folder, StringComparison.Ordinal)
           let version = Read(name)
           orderby version.From
           select version,
    ];

    /// <summary>What holds today. A clock before the first version is shown the first one.</summary>
    public PolicyVersion Current
    {
        get
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
            return Versions.LastOrDefault(version => version.From <= today) ?? Versions[0];
        }
    }

    private static PolicyVersion Read(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var written = JsonSerializer.Deserialize<Written>(bytes, Names)!;
        return new PolicyVersion(
            written.Number, DateOnly.ParseExact(written.From, "yyyy-MM-dd", CultureInfo.InvariantCulture), written.Statements, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private sealed record Written(int Number, string From, IReadOnlyList<Statement> Statements);
}
