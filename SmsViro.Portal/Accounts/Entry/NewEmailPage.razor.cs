using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;

namespace SmsViro.Portal.Accounts.Entry;

/// <summary>Where the letter to a new address leads.</summary>
public sealed partial class NewEmailPage(ConfirmEmailChange confirm)
{
    private LinkAnswer? _answer;

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery]
    public string? Token { get; set; }

    private async Task ConfirmAsync() => _answer = await confirm.RunAsync(Token ?? "", Context.RequestAborted);
}
