using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Core.Billing;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Accounts.Entry;

/// <summary>Address and password, and the words for each way it can end.</summary>
public sealed partial class SignInPage(SignIn signIn, GrantCredit credit, NavigationManager navigation)
{
    private string? _refusal;
    private string? _emailError;
    private string? _passwordError;

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm]
    public SignInForm Form { get; set; } = null!;

    protected override void OnInitialized()
    {
        Form ??= new();
        if (Context.User.Identity?.IsAuthenticated is true) navigation.NavigateTo(LocalUrl.Or(ReturnUrl, Urls.Home));
    }

    private async Task SignInAsync()
    {
        var password = Form.Password ?? "";
        Form.Password = null;
        if (!EmailAddress.TryParse(Form.Email, out var email)) _emailError = "Type the e-mail address of your account";
        if (password.Length == 0) _passwordError = "Type your password";
        if (_emailError is not null || _passwordError is not null) return;

        var result = await signIn.RunAsync(email, password, new SignInBrowser(BrowserName.Of(Context.Request), Form.Keep), Context.RequestAborted);
        _refusal = WordsFor(result.Answer);
        if (result.Person is not { } person) return;

        // Given once, whatever interrupted the first sign-in.
        if (person.Role is PortalRole.Customer) await credit.WelcomeAsync(person.Customer.Account, Context.RequestAborted);
        await SessionCookie.SignInAsync(Context, person, Form.Keep);
        navigation.NavigateTo(LocalUrl.Or(ReturnUrl, person.IsStaff ? Urls.Staff : Urls.Home));
    }

    private static string? WordsFor(SignInAnswer answer) => answer switch
    {
        SignInAnswer.SignedIn => null,
        SignInAnswer.Wrong => "No account has this address with this password. Check both, or choose a new password",
        SignInAnswer.Locked => "There were five wrong passwords for this address, so it rests for 10 minutes. Try again then, or choose a new password now",
        SignInAnswer.NotConfirmed => "Your address is not confirmed yet. We have mailed you a new link: open it, then sign in",
        SignInAnswer.Busy => "Too many people are signing in at this moment. Nothing is wrong with your password: try again in a few seconds",
    };

    public sealed class SignInForm
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public bool Keep { get; set; }
    }
}
