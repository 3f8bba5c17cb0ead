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
    private bool _confirmed;

    [Parameter, EditorRequired]
    public required ProfileView Profile { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    public string? Next { get; set; }

    // Asked before anything is typed: the way over the password page would lose it.
    protected override async Task OnInitializedAsync() => _confirmed = await current.IsConfirmedAsync();

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
            var answer = await change.RunAsync(await current.RequireAsync(), next, CancellationToken.None);
            _error = answer switch
            {
                EmailChangeAnswer.LetterSent => null,
                EmailChangeAnswer.SameAddress => "That is the address you have. Type the new one",
                EmailChangeAnswer.ConfirmItIsYou => "Five minutes have passed since you typed your password. Open this page anew to type it again",
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
