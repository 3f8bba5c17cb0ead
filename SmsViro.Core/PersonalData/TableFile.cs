using System.Text;

namespace SmsViro.Core.PersonalData;

/// <summary>Where an archive keeps a table's rows: one file, or one for each month, as JSON or, where there may be many, as a JSON object a line.</summary>
/// <param name="Name">Lower case with hyphens, without its ending.</param>
/// <param name="Lines">True for an object a line.</param>
/// <param name="Monthly">True for a file a month.</param>
public sealed record TableFile(string Name, bool Lines, bool Monthly)
{
    /// <summary>For a table that says nothing of its file: "MailedLink" becomes "mailed-link".</summary>
    internal static TableFile Of(Type table)
    {
        var name = new StringBuilder();
        foreach (var letter in table.Name.Split('`')[0])
        {
            if (char.IsUpper(letter) && name.Length > 0) name.Append('-');
            name.Append(char.ToLowerInvariant(letter));
        }

        return new TableFile(name.ToString(), Lines: false, Monthly: false);
    }
}
