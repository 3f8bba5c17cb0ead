using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Accounts;

/// <summary>Asks a signed-in person for her password again, before what cannot be undone. Her session remembers it for five minutes.</summary>
public sealed class ConfirmItIsYou(UserDirectory users, PasswordProof proof, WriteQueue writes, TimeProvider clock)
{
    public async Task<ProofAnswer> RunAsync(SignedIn person, string password, CancellationToken cancel)
    {
        if (await users.FindAsync(person.Customer.User) is not { } user) return ProofAnswer.Wrong;

        var given = await proof.RunAsync(user, password, ProofDoor.StepUp, cancel);
        if (given is not Proof.Given) return given.Told();

        var now = clock.GetUtcNow();
        return await writes.RunAsync(
            db =>
            {
                if (db.Living(user.UserId) is not { } row || db.Sessions.Find(person.Session) is not { } session || session.UserId != row.UserId || !session.Lives(now))
                    return ProofAnswer.Wrong;

                session.ConfirmedAt = now;
                return ProofAnswer.Done;
            },
            cancel: cancel);
    }
}
