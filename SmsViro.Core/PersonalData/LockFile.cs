using System.Text;
using System.Text.Json;

namespace SmsViro.Core.PersonalData;

/// <summary>The data map as reviewed text, so that a privacy change cannot hide in a code change. Written by `manage privacy-map --write`, never by a build.</summary>
public static class LockFile
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    public static string Write(DataMap map)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Layout))
        {
            json.WriteStartObject();
            json.WriteStartObject("activities");
            foreach (var activity in map.Activities)
            {
                json.WriteStartObject(activity.Id);
                json.WriteString("purpose", activity.Purpose);
                json.WriteString("basis", activity.Basis.ToString());
                json.WriteString("about", string.Join(", ", activity.About));
                if (activity.Interest is { } interest) json.WriteString("interest", interest);
                if (activity.Objection is { } objection) json.WriteString("objection", objection);
                json.WriteString("uses", string.Join(", ", activity.Uses.Select(category => category.Id)));
                json.WriteString("retention", activity.Retention);
                json.WriteString("recipients", string.Join(", ", activity.Recipients));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("retention");
            foreach (var table in map.Tables.Where(table => table.KeptFor is not null)) json.WriteString(table.Table.Name, table.KeptFor!.Words);
            json.WriteEndObject();
            json.WriteStartObject("stores");
            foreach (var store in map.Stores)
            {
                json.WriteStartObject(store.Id);
                json.WriteString("holds", store.Holds);
                json.WriteString("categories", string.Join(", ", store.Categories.Select(category => category.Id)));
                json.WriteString("protection", store.Protection);
                json.WriteString("erasure", store.OnErasure);
                json.WriteString("retention", store.Retention);
                json.WriteString("files", string.Join(", ", store.Files));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartObject("columns");
            foreach (var column in map.Columns.OrderBy(column => column.Path, StringComparer.Ordinal))
                json.WriteString(column.Path, Told(column));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    private static string Told(ColumnDeclaration column) =>
        column.IsPersonal
            ? $"{column.Class}; {column.Category?.Id}; from {column.Origin}; erased {column.Erasure.Fate}{(column.AboutRecipientToo ? $", for the recipient {column.RecipientErasure?.Fate}" : "")}; in {column.Exports}"
            : $"NotPersonal: {column.Because}";
}
