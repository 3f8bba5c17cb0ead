using SmsViro.Core.Accounts.Credentials;

namespace SmsViro.Core.Accounts;

/// <summary>Ends the session of one browser; its open pages close within seconds.</summary>
public sealed class SignOut(Sessions sessions)
{
    public Task RunAsync(SignedIn person, CancellationToken cancel) => sessions.EndAsync(person.Customer, person.Session, cancel);
}
