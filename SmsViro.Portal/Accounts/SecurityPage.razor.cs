using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>Changes the password and ends sessions.</summary>
public sealed partial class SecurityPage(CurrentCustomer current, ReadProfile profiles, ChangePassword change, Sessions sessions, Toasts toasts)
{
    private PasswordForm _form = new();
    private IReadOnlyList<SessionView>? _sessions;
    private Guid _here;
    private bool _changing;
    private string? _refusal;
    private string? _currentError;
    private string? _nextError;

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var person = await current.RequireAsync();
        _here = person.Session;
        _sessions = await sessions.ListAsync(person.Customer, CancellationToken.None);
    }

    private async Task ChangeAsync()
    {
        (_refusal, _currentError, _nextError) = (null, null, null);
        var person = await current.RequireAsync();
        if (string.IsNullOrEmpty(_form.Current)) _currentError = "Type the password you have now";
        if ((await profiles.RunAsync(person.Customer, CancellationToken.None)).Email is not { } email)
        {
            _refusal = "Your address cannot be read, so your password stays as it is. Write to us";
            return;
        }

        if (!NewPassword.TryParse(_form.Next, email, out var next, out var flaw)) _nextError = PasswordWords.For(flaw.Value);
        if (_currentError is not null || _nextError is not null) return;

        _changing = true;
        try
        {
            Tell(await change.RunAsync(person, _form.Current!, next, CancellationToken.None));
            await ReadAsync();
        }
        finally
        {
            _changing = false;
        }
    }

    private void Tell(ProofAnswer answer)
    {
        switch (answer)
        {
            case ProofAnswer.Done:
                _form = new PasswordForm();
                toasts.Show(Tone.Good, "Your password is changed", "Every other browser was signed out");
                break;
            case ProofAnswer.Wrong:
                _currentError = "That is not your password. Nothing was changed. Type it again";
                break;
            case ProofAnswer.Locked:
                _refusal = "There were five wrong passwords, so your account rests for 10 minutes. Nothing was changed. Try again then";
                break;
            case ProofAnswer.Busy:
                _refusal = "Too many people are signing in at this moment. Nothing was changed. Try again in a few seconds";
                break;
        }
    }

    private async Task EndAsync(Guid session)
    {
        await sessions.EndAsync((await current.RequireAsync()).Customer, session, CancellationToken.None);
        await ReadAsync();
    }

    private async Task EndOthersAsync()
    {
        var person = await current.RequireAsync();
        await sessions.EndOthersAsync(person.Customer, person.Session, CancellationToken.None);
        await ReadAsync();
    }

    private sealed class PasswordForm
    {
        public string? Current { get; set; }

        public string? Next { get; set; }
    }
}
