using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Accounts;

/// <summary>Brings name, company and time zone in. What the account said before is kept among the former details, as after any change; a profile never keeps an account from being empty.</summary>
internal sealed class ImportProfile(Vault vault) : IArchivePart
{
    public IReadOnlyList<string> Files { get; } = ["profile"];

    public string? Changed => "Name, company and time zone replace what you typed when you registered. A time zone that is unknown here stays as it is";

    public bool MayStayBehind => true;

    public bool IsEmpty(DbContext db, DataSubject subject) => true;

    public async IAsyncEnumerable<ImportStep> StepsAsync(Import import, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in import.Rows("profile").WithCancellation(cancel))
        {
            var zone = row.Text("timeZone", 100) is { } named && TimeZoneInfo.TryFindSystemTimeZoneById(named, out _) ? named : null;
            if (!PersonalDetails.TryParse(row.Text("name", PersonalDetails.LongestName), row.Text("company", PersonalDetails.LongestCompany), null, zone, out var details, out _))
                throw row.Flaw("name", "is missing");

            yield return new ImportStep("profile", 1, 0, stop => SealAsync(import, details, zone is not null, stop));
        }
    }

    private async ValueTask<Action<DbContext>> SealAsync(Import import, PersonalDetails details, bool hasZone, CancellationToken cancel)
    {
        var user = import.Subject.User;
        var box = await vault.OpenAsync(Scope.User(user), cancel);
        return context =>
        {
            var db = (PortalDbContext)context;
            if (db.Profiles.Find(user) is not { } profile)
            {
                profile = new Profile { UserId = user, Name = box.Seal(AccountsFields.Name, user.Value, details.Name), TimeZone = box.Seal(AccountsFields.TimeZone, user.Value, details.TimeZone) };
                db.Profiles.Add(profile);
            }

            var former = new FormerDetails(db, box, user, import.Since);
            profile.Name = former.Replace(DetailKind.Name, AccountsFields.Name, profile.Name, details.Name)!.Value;
            profile.Company = former.Replace(DetailKind.Company, AccountsFields.Company, profile.Company, details.Company);
            if (hasZone) profile.TimeZone = former.Replace(DetailKind.TimeZone, AccountsFields.TimeZone, profile.TimeZone, details.TimeZone)!.Value;
            profile.UpdatedAt = import.Since;
        };
    }
}
