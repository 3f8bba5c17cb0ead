using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Accounts.Entry;

/// <summary>Asks for a link that sets a new password; says the same for every address.</summary>
public sealed partial class ForgottenPasswordPage(RequestPasswordReset request)
{
    private string? _sentTo;
    private string? _emailError;

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromForm]
    public ForgottenForm Form { get; set; } = null!;

    protected override void OnInitialized() => Form ??= new();

    private async Task AskAsync()
    {
        if (!EmailAddress.TryParse(Form.Email, out var email))
        {
            _emailError = "Type the whole e-mail address of your account";
            return;
        }

        await request.RunAsync(email, Context.RequestAborted);
        _sentTo = email.Address;
    }

    public sealed class ForgottenForm
    {
        public string? Email { get; set; }
    }
}
