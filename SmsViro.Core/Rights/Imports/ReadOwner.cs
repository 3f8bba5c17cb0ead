using SmsViro.Core.Accounts;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Imports;

/// <summary>A value of the account that the archive's profile would replace.</summary>
/// <param name="What">Which.</param>
/// <param name="Here">What the account says now.</param>
/// <param name="There">What the archive says; null where it says nothing, which empties it.</param>
public sealed record ReplacedDetail(DetailKind What, string? Here, string? There)
{
    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "replaced detail";
}

/// <summary>Whose data an archive says it is, and what of this account its profile would replace.</summary>
public sealed record ArchiveOwner(string? Name, string? Company, string? Email, IReadOnlyList<ReplacedDetail> Replaces)
{
    public override string ToString() => "owner of an archive";
}

/// <summary>Opens of an archive that waits for its owner's yes what tells whose it is: they alone brought it, and they alone read it.</summary>
public sealed class ReadOwner(ImportFolder folder, ReadProfile profiles)
{
    private const int LongestAddress = 254;

    /// <summary>Null when the archive says nothing of it.</summary>
    internal async Task<ArchiveOwner?> RunAsync(Customer customer, ArchiveImport import, CancellationToken cancel)
    {
        if (!folder.Holds(import.Id)) return null;

        try
        {
            var rows = await ArchiveRows.OpenAsync(await folder.OpenAsync(import.Id, import.Bytes, cancel), cancel);
            var (profile, door) = (await rows.OfAsync("profile", cancel).FirstOrDefaultAsync(cancel), await rows.OfAsync("sign-in", cancel).FirstOrDefaultAsync(cancel));
            if (profile is null && door is null) return null;

            var (name, company) = (profile?.Text("name", PersonalDetails.LongestName), profile?.Text("company", PersonalDetails.LongestCompany));
            return new ArchiveOwner(name, company, Address(door), profile is null ? [] : await ReplacesAsync(customer, name, company, profile.Text("timeZone", 100), cancel));
        }
        catch (FileNotFoundException)
        {
            // The sweep was here between the look and the opening.
            return null;
        }
    }

    private async Task<IReadOnlyList<ReplacedDetail>> ReplacesAsync(Customer customer, string? name, string? company, string? zone, CancellationToken cancel)
    {
        var here = await profiles.RunAsync(customer, cancel);
        var known = zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : here.TimeZone;
        return
        [
            .. new ReplacedDetail[]
            {
                new(DetailKind.Name, here.Name, name),
                new(DetailKind.Company, here.Company, company),
                new(DetailKind.TimeZone, here.TimeZone, known),
            }.Where(detail => !string.Equals(detail.Here, detail.There, StringComparison.Ordinal)),
        ];
    }

    // How one signs in there is no part of what comes in, so a portal may write it as it likes.
    private static string? Address(ImportedRow? door)
    {
        try
        {
            return door?.Text("emailSealed", LongestAddress);
        }
        catch (ImportException)
        {
            return null;
        }
    }
}
