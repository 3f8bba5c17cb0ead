using SmsViro.Core.Accounts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Manage;

/// <summary>The first administrator, where no page can make one.</summary>
internal static class CreateAdminCommand
{
    public static Command Entry { get; } = new("create-admin", "E-MAIL [NAME...]", "opens an administrator's account and prints the one-time link that sets its password")
    {
        WithServices = (app, given) => RunAsync(app, given[0], given.Length > 1 ? string.Join(' ', given[1..]) : "Administrator"),
    };

    private static async Task<int> RunAsync(WebApplication app, string address, string name)
    {
        if (!EmailAddress.TryParse(address, out var email) || !PersonalDetails.TryParse(name, null, null, null, out var details, out _))
            return await Command.RefuseAsync("manage create-admin takes an e-mail address, and a name of at most 100 characters.");

        Directory.CreateDirectory(app.Services.GetRequiredService<StorageOptions>().DataFolder);
        await Start.PrepareAsync(app.Services, CancellationToken.None);
        if (await app.Services.GetRequiredService<CreateAdmin>().RunAsync(email, details, CancellationToken.None) is not { } link)
            return await Command.RefuseAsync("That address has an account already; nothing was changed.");

        Console.WriteLine($"Open this within an hour to set the password: {link}");
        return 0;
    }
}
