using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;

namespace SmsViro.Portal.Accounts.Entry;

/// <summary>Where the confirmation letter leads. A button, because mailbox scanners open every link before its owner does.</summary>
public sealed partial class ConfirmEmailPage(ConfirmEmail confirm)
{
    private LinkAnswer? _answer;

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery]
    public string? Token { get; set; }

    private async Task ConfirmAsync() => _answer = await confirm.RunAsync(Token ?? "", Context.RequestAborted);
}
