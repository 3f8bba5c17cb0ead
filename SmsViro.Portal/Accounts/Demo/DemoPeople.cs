using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Accounts.Demo;

/// <summary>A made-up person as the sign-in page of Development offers her.</summary>
public sealed record DemoCard(string Email, string Name, string Company, PortalRole Role, string Password);

/// <summary>The made-up people of a demo database. Their passwords are drawn once per data folder and lie in a file that only this user may read.</summary>
internal sealed class DemoPeople(StorageOptions storage)
{
    private static readonly (string Key, string Email, string Name, string Company, string Phone, PortalRole Role)[] Cast =
    [
        ("customer-1", "amara.okafor@harbourdental.example", "Amara Okafor", "Harbour Dental", "+447700900450", PortalRole.Customer),
        ("customer-2", "tomas.lindqvist@norrland.example", "Tomas Lindqvist", "Norrland Cycles", "+447700900316", PortalRole.Customer),
        ("admin-1", "priya.nair@smsviro.example", "Priya Nair", "SMSViro", "+447700900777", PortalRole.Admin),

        // What needs a second person can be tried, because there is one; and who begins today has the undertaking still before him.
        ("support-1", "owen.hughes@smsviro.example", "Owen Hughes", "SMSViro", "+447700900778", PortalRole.Support),
        ("support-2", "jonas.weber@smsviro.example", "Jonas Weber", "SMSViro", "+447700900779", PortalRole.Support),
    ];

    // By a key of ours, not by the address: once such a person is erased, no file may hold what she was called.
    private string PasswordFile => Path.Combine(storage.DataFolder, "demo-passwords.json");

    public IReadOnlyList<DemoCard> Cards { get; private set; } = [];

    public async Task LoadAsync(CancellationToken cancel)
    {
        if (!File.Exists(PasswordFile)) await DrawAsync(cancel);

        var passwords = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(PasswordFile, cancel))!;
        Cards = [.. from person in Cast
                    where passwords.ContainsKey(person.Key)
                    select new DemoCard(person.Email, person.Name, person.Company, person.Role, passwords[person.Key])];
    }

    public IReadOnlyList<DemoPerson> ToSeed() => [.. Cards.Select(Parse)];

    private static DemoPerson Parse(DemoCard card)
    {
        var phone = Cast.First(person => person.Email == card.Email).Phone;
        return EmailAddress.TryParse(card.Email, out var email)
            && NewPassword.TryParse(card.Password, email, out var password, out _)
            && PersonalDetails.TryParse(card.Name, card.Company, phone, null, out var details, out _)
                ? new DemoPerson(email, password, details, card.Role)
                : throw new InvalidOperationException("The demo's people do not pass our own forms.");
    }

    private async Task DrawAsync(CancellationToken cancel)
    {
        var drawn = Cast.ToDictionary(person => person.Key, _ => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)));
        await using var file = OwnerOnly.Create(PasswordFile);
        await JsonSerializer.SerializeAsync(file, drawn, cancellationToken: cancel);
    }
}
