using SmsViro.Core.Accounts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Manage;

/// <summary>What the person who runs the portal does from its command line: `SmsViro.Portal manage WHAT`. The exit code is 0 when it was done.</summary>
internal static class ManageCommand
{
    private const string Usage =
        """
        manage create-admin E-MAIL [NAME]   opens an administrator's account and prints the one-time link that sets its password
        manage privacy-map                  says whether docs/privacy-map.lock.json still tells what is stored
        manage privacy-map --write          writes it anew
        """;

    public static bool IsAsked(string[] args) => args is ["manage", ..];

    /// <summary>Runs what needs no database and no key; null when services are wanted.</summary>
    public static int? WithoutServices(string[] args) => args switch
    {
        ["manage", "privacy-map", "--write"] => PrivacyMap.Write(),
        ["manage", "privacy-map"] => PrivacyMap.Compare(),
        ["manage", "create-admin", _, ..] => null,
        ["manage", ..] => Explain(),
        _ => null,
    };

    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        try
        {
            await using (app) return await CreateAdminAsync(app, args[2], args.Length > 3 ? string.Join(' ', args[3..]) : "Administrator");
        }
        catch (Exception failure) when (Start.SentenceFor(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static async Task<int> CreateAdminAsync(WebApplication app, string address, string name)
    {
        if (!EmailAddress.TryParse(address, out var email) || !PersonalDetails.TryParse(name, null, null, null, out var details, out _))
        {
            await Console.Error.WriteLineAsync("manage create-admin takes an e-mail address, and a name of at most 100 characters.");
            return 1;
        }

        Directory.CreateDirectory(app.Services.GetRequiredService<StorageOptions>().DataFolder);
        await Start.PrepareAsync(app.Services, CancellationToken.None);
        if (await app.Services.GetRequiredService<CreateAdmin>().RunAsync(email, details, CancellationToken.None) is not { } link)
        {
            await Console.Error.WriteLineAsync("That address has an account already; nothing was changed.");
            return 1;
        }

        Console.WriteLine($"Open this within an hour to set the password: {link}");
        return 0;
    }

    private static int Explain()
    {
        Console.Error.WriteLine(Usage);
        return 1;
    }
}
