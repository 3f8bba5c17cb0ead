using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Accounts.Entry;

/// <summary>Opens an account; what it says after a good form is the same for every address.</summary>
public sealed partial class RegisterPage(Register register, PrivacyPolicy policy)
{
    private bool _busy;
    private bool _again;
    private string? _sentTo;
    private string? _nameError;
    private string? _companyError;
    private string? _emailError;
    private string? _passwordError;

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromForm(FormName = "register")]
    public RegisterForm Form { get; set; } = null!;

    /// <summary>The address just written to, which the page gives back to be written to once more.</summary>
    [SupplyParameterFromForm(FormName = "again")]
    public AgainForm Again { get; set; } = null!;

    protected override void OnInitialized()
    {
        Form ??= new();
        Again ??= new();

        // The form that is sent must be on the page that receives it.
        _sentTo = EmailAddress.TryParse(Again.Email, out var email) ? email.Address : null;
    }

    private async Task RegisterAsync()
    {
        var typed = Form.Password;
        Form.Password = null;
        var password = default(NewPassword);
        if (!PersonalDetails.TryParse(Form.Name, Form.Company, null, null, out var details, out var flaws))
        {
            _nameError = DetailWords.Name(flaws);
            _companyError = DetailWords.Company(flaws);
        }

        if (!EmailAddress.TryParse(Form.Email, out var email)) _emailError = "Type a whole e-mail address, such as you@example.com";
        else if (!NewPassword.TryParse(typed, email, out password, out var flaw)) _passwordError = PasswordWords.For(flaw.Value);
        if (details is null || _emailError is not null || _passwordError is not null)
        {
            _passwordError ??= "Type your password again: we never send one back";
            return;
        }

        var answer = await register.RunAsync(email, password, details, Context.RequestAborted);
        _busy = answer is RegisterAnswer.Busy;
        _sentTo = answer is RegisterAnswer.LetterSent ? email.Address : null;
    }

    private async Task SendAgainAsync()
    {
        if (!EmailAddress.TryParse(Again.Email, out var email)) return;

        await register.AgainAsync(email, Context.RequestAborted);
        (_sentTo, _again) = (email.Address, true);
    }

    public sealed class AgainForm
    {
        public string? Email { get; set; }
    }

    public sealed class RegisterForm
    {
        public string? Name { get; set; }

        public string? Company { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
