using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>The address she signs in with, and the first step of changing it.</summary>
public sealed partial class EmailCard(CurrentCustomer current, RequestEmailChange change, Toasts toasts)
{
    private string? _error;
    private bool _asking;

    [Parameter, EditorRequired]
    public required ProfileView Profile { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    public string? Next { get; set; }

    private async Task AskAsync()
    {
        if (!EmailAddress.TryParse(Next, out var next))
        {
            _error = "Type a whole e-mail address, such as you@example.com";
            return;
        }

        _asking = true;
        try
        {
            if (!await current.ConfirmedAsync(Urls.Profile)) return;

            var answer = await change.RunAsync(await current.RequireAsync(), next, CancellationToken.None);
            _error = answer switch
            {
                EmailChangeAnswer.LetterSent => null,
                EmailChangeAnswer.SameAddress => "That is the address you have. Type the new one",
                EmailChangeAnswer.ConfirmItIsYou => "Five minutes have passed since you typed your password. Press the button again to confirm it is you",
                EmailChangeAnswer.NoAccount => "Your account is being erased, so nothing was changed",
            };
            if (_error is not null) return;

            Next = null;
            toasts.Show(Tone.Good, "Look in the new mailbox", "Open the link in our letter to use the address");
            await OnChanged.InvokeAsync();
        }
        finally
        {
            _asking = false;
        }
    }
}
