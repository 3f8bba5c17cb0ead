using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>A person's details, opened for herself; null where nothing is stored or a value cannot be read.</summary>
/// <param name="Name">Her name.</param>
/// <param name="Company">Her company.</param>
/// <param name="Email">The address she signs in with.</param>
/// <param name="Phone">Her own number.</param>
/// <param name="TimeZone">An IANA id.</param>
/// <param name="NewEmail">The address that waits to be confirmed.</param>
/// <param name="Unreadable">True when a stored value could not be opened: the page says so instead of showing it as empty.</param>
public sealed record ProfileView(string? Name, string? Company, EmailAddress? Email, PhoneNumber? Phone, string TimeZone, EmailAddress? NewEmail, bool Unreadable)
{
    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "profile";
}

/// <summary>Shows a person her own details.</summary>
public sealed class ReadProfile(IDbContextFactory<PortalDbContext> contexts, Vault vault, TimeProvider clock)
{
    public async Task<ProfileView> RunAsync(Customer customer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == customer.User.Value, cancel);
        var profile = await db.Profiles.AsNoTracking().FirstOrDefaultAsync(row => row.UserId == customer.User, cancel);
        var change = await db.MailedLinks.AsNoTracking()
            .Where(row => row.UserId == customer.User && row.Purpose == LinkPurpose.ChangeEmail && row.UsedAt == null && row.ExpiresAt > now)
            .OrderByDescending(row => row.CreatedAt)
            .FirstOrDefaultAsync(cancel);
        var box = await vault.FindAsync(Scope.User(customer.User), cancel);

        var name = Open(AccountsFields.Name, customer.User.Value, profile?.Name);
        var company = Open(AccountsFields.Company, customer.User.Value, profile?.Company);
        var zone = Open(AccountsFields.TimeZone, customer.User.Value, profile?.TimeZone);
        var email = Open(StorageFields.Email, customer.User.Value, user?.EmailSealed);
        var phone = Open(StorageFields.Phone, customer.User.Value, user?.PhoneSealed);
        var next = Open(AccountsFields.NewEmail, change?.Id ?? default, change?.NewEmail);

        return new ProfileView(
            name.Text,
            company.Text,
            EmailAddress.TryParse(email.Text, out var address) ? address : null,
            phone.Text is { } e164 ? PhoneNumber.FromE164(e164) : null,
            zone.Text ?? PersonalDetails.DefaultTimeZone,
            EmailAddress.TryParse(next.Text, out var waiting) ? waiting : null,
            new[] { name, company, zone, email, phone }.Any(value => value.Status is OpenStatus.Damaged));

        Opened Open(Field field, Guid row, Sealed? value) => value is { } closed ? box.Open(field, row, closed) : new Opened(OpenStatus.Ok, null);
    }
}
