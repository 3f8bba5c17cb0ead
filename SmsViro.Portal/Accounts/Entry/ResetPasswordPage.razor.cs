using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Accounts.Entry;

/// <summary>Where the letter about a new password leads, and the link that opens an administrator's account.</summary>
public sealed partial class ResetPasswordPage(ResetPassword reset)
{
    private EmailAddress? _email;
    private ResetAnswer? _answer;
    private string? _passwordError;

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery]
    public string? Token { get; set; }

    [SupplyParameterFromForm]
    public ResetForm Form { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        _email = await reset.FindAsync(Token ?? "", Context.RequestAborted);
    }

    private async Task SetAsync()
    {
        var typed = Form.Password;
        Form.Password = null;
        if (_email is not { } email) return;

        if (!NewPassword.TryParse(typed, email, out var password, out var flaw))
        {
            _passwordError = PasswordWords.For(flaw.Value);
            return;
        }

        _answer = await reset.RunAsync(Token ?? "", password, Context.RequestAborted);
    }

    public sealed class ResetForm
    {
        public string? Password { get; set; }
    }
}
