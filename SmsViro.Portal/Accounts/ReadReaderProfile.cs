using System.Security.Claims;
using SmsViro.Core.Accounts;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>Reads the name, company and zone that the frame shows from the sealed profile, so that the cookie need not carry them.</summary>
internal static class ReadReaderProfile
{
    public static async ValueTask<Reader> RunAsync(ReadProfile profiles, ClaimsPrincipal person)
    {
        if (person.ToSignedIn() is not { } signedIn) return new Reader("Your account", null, ReaderZone.London);

        var profile = await profiles.RunAsync(signedIn.Customer, CancellationToken.None);
        var company = signedIn.Role switch
        {
            PortalRole.Customer => profile.Company,
            PortalRole.Support => "Support",
            PortalRole.Admin => "Administration",
        };
        return new Reader(profile.Name ?? profile.Email?.Address ?? "Your account", company, ReaderZone.Of(profile.TimeZone));
    }
}
