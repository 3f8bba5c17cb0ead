using System.Text.Json;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>
/// What two archives say alike: the canonical rows of a section, with references numbered in the order of their texts (they are ids of the portal, new in another
/// account), without the times that belong to an account alone, and in no order where the table has none.
/// </summary>
internal sealed class CarriedSections
{
    private static readonly string[] References = ["id", "messageRow"];

    // When a profile was last changed there, and when an archive brought a text in.
    private static readonly (string Section, string Name)[] OfTheAccount = [("profile", "updatedAt"), ("texts", "broughtInAt")];

    private readonly OpenedArchive _archive;
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    public CarriedSections(byte[] archive)
    {
        _archive = new OpenedArchive(archive);
        foreach (var text in RowsOf("texts")) _texts[TextOf(text.GetProperty("id").GetString()!)] = _texts.Count;
    }

    public List<string> Of(string section)
    {
        var rows = RowsOf(section).Select(row => string.Join(", ", row.EnumerateObject().Where(value => !OfTheAccount.Contains((section, value.Name))).Select(value => Said(section, value)))).ToList();
        return section is "texts" or "messages" or "deliveries" ? rows : [.. rows.Order(StringComparer.Ordinal)];
    }

    // The last four bytes are the ordinal in the text.
    private string Said(string section, JsonProperty value) => References.Contains(value.Name) && value.Value.GetString() is { } reference
        ? $"{value.Name}: text {_texts[TextOf(reference)]}{(section == "texts" ? "" : reference[24..])}"
        : $"{value.Name}: {value.Value.GetRawText()}";

    private IEnumerable<JsonElement> RowsOf(string section) =>
        _archive.Rows.Where(file => Path.GetFileNameWithoutExtension(file.Key) is var name && (name == section || (name.StartsWith($"{section}-", StringComparison.Ordinal) && char.IsAsciiDigit(name[section.Length + 1])))).SelectMany(file => file.Value);

    private static string TextOf(string reference) => reference[..24];
}
