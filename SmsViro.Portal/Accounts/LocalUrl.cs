namespace SmsViro.Portal.Accounts;

/// <summary>Where a form may send a person afterwards: a path of ours, never another site.</summary>
internal static class LocalUrl
{
    public static string Or(string? asked, string otherwise) =>
        asked is ['/', ..] and not ['/', '/' or '\\', ..] && !asked.Any(letter => char.IsControl(letter) || letter == '\\') ? asked : otherwise;
}
