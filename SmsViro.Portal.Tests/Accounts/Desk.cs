using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SignInResult = SmsViro.Core.Accounts.SignInResult;

namespace SmsViro.Portal.Tests.Accounts;

/// <summary>The accounts slice on a database of its own, with the shortcuts its tests share: people, letters, sign-ins.</summary>
internal sealed partial class Desk : IAsyncDisposable
{
    public const string Password = "copper kettle pond";
    public static readonly SignInBrowser Browser = new("Firefox on Linux", Kept: false);

    // A person takes time between two forms; her letters are told apart by it.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private Desk(TestStore store) => Store = store;

    public TestStore Store { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Desk> OpenAsync(Database database, Action<IServiceCollection>? add = null) => new(await TestStore.CreateAsync(database, (services, configuration) =>
    {
        services.AddNotices(configuration).AddAccounts();

        // Tests are about what is hashed and when, not about how long it takes.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
        services.AddSingleton(Links);
        add?.Invoke(services);
    }));

    public T Get<T>()
        where T : notnull => Store.Get<T>();

    public static EmailAddress Email(string text) => EmailAddress.TryParse(text, out var email) ? email : throw new ArgumentException(text);

    public static NewPassword Fit(string password, string email = "x@example.org") =>
        NewPassword.TryParse(password, Email(email), out var fit, out var flaw) ? fit : throw new ArgumentException(flaw.ToString());

    public static PersonalDetails Details(string name = "Amara Okafor", string? company = "Harbour Dental", string? phone = "+447700900450", string? zone = "Europe/London") =>
        PersonalDetails.TryParse(name, company, phone, zone, out var details, out var flaws) ? details : throw new ArgumentException(flaws.ToString());

    public Task<RegisterAnswer> RegisterAsync(string email, string password = Password)
    {
        Store.Clock.Advance(Moment);
        return Get<Register>().RunAsync(Email(email), Fit(password, email), Details(), Cancel);
    }

    /// <summary>A person who has registered, confirmed and signed in.</summary>
    public async Task<SignedIn> WelcomeAsync(string email, string password = Password)
    {
        await RegisterAsync(email, password);
        Assert.Equal(LinkAnswer.Done, await Get<ConfirmEmail>().RunAsync(Token(await LastLetterAsync(email)), Cancel));
        return (await SignInAsync(email, password)).Person!;
    }

    public Task<SignInResult> SignInAsync(string email, string password = Password, SignInBrowser? browser = null)
    {
        Store.Clock.Advance(Moment);
        return Get<SignIn>().RunAsync(Email(email), password, browser ?? Browser, Cancel);
    }

    public async Task<IReadOnlyList<Letter>> LettersAsync(string email) =>
        [.. (await Get<Outbox>().NewestAsync(100, Cancel)).Select(mail => mail.Letter!).Where(letter => letter.To.Address == email)];

    public async Task<Letter> LastLetterAsync(string email) => (await LettersAsync(email))[0];

    public static string Token(Letter letter) => TokenIn().Match(letter.Body).Groups[1].Value;

    public async Task<PortalUser> UserAsync(string email) => (await Get<UserDirectory>().FindAsync(Email(email)))!;

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    /// <summary>Addresses as a portal at portal.example would make them.</summary>
    public static AccountLinks Links { get; } = new()
    {
        ConfirmEmail = token => new Uri($"https://portal.example/confirm?token={token}"),
        ResetPassword = token => new Uri($"https://portal.example/reset?token={token}"),
        ChangeEmail = token => new Uri($"https://portal.example/change?token={token}"),
        SignIn = () => new Uri("https://portal.example/login"),
        ForgottenPassword = () => new Uri("https://portal.example/forgotten"),
        Register = () => new Uri("https://portal.example/register"),
        Recipient = () => new Uri("https://portal.example/recipient"),
    };

    [GeneratedRegex(@"token=([\w-]+)")]
    private static partial Regex TokenIn();
}
