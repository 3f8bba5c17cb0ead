using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>Asks a signed-in person for her password again and brings her back to where she was.</summary>
public sealed partial class ConfirmItIsYouPage(ConfirmItIsYou confirm, NavigationManager navigation)
{
    private ProofAnswer? _answer;
    private string? _error;

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm]
    public ConfirmForm Form { get; set; } = null!;

    private string Back => LocalUrl.Or(ReturnUrl, Urls.Home);

    protected override void OnInitialized() => Form ??= new();

    private async Task ConfirmAsync()
    {
        var typed = Form.Password ?? "";
        Form.Password = null;
        if (Context.User.ToSignedIn() is not { } person) return;

        _answer = await confirm.RunAsync(person, typed, Context.RequestAborted);
        if (_answer is ProofAnswer.Done) navigation.NavigateTo(Urls.OnceConfirmed(Back));
        if (_answer is ProofAnswer.Wrong) _error = "That is not your password. Nothing was changed. Type it again";
    }

    public sealed class ConfirmForm
    {
        public string? Password { get; set; }
    }
}
