using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Accounts;

/// <summary>Replaces a password by whoever knows the old one. Every other browser is signed out and her mailbox is told.</summary>
public sealed class ChangePassword(UserDirectory users, PasswordProof proof, Passwords passwords, AccountLinks addresses, Post post, Sessions sessions, WriteQueue writes, TimeProvider clock)
{
    public async Task<ProofAnswer> RunAsync(SignedIn person, string current, NewPassword password, CancellationToken cancel)
    {
        if (await users.FindAsync(person.Customer.User) is not { } user || await users.EmailOfAsync(user) is not { } email) return ProofAnswer.Wrong;

        var given = await proof.RunAsync(user, current, ProofDoor.StepUp, cancel);
        if (given is not Proof.Given) return given.Told();
        if (await passwords.HashAsync(password, cancel) is not { } hash) return ProofAnswer.Busy;

        var mail = await post.SealAsync(AccountLetters.PasswordChanged(email, user.UserId, addresses.ForgottenPassword()), cancel);
        var now = clock.GetUtcNow();
        var answer = await writes.RunAsync(
            db =>
            {
                if (db.Living(user.UserId) is not { } row || row.PasswordHash != user.PasswordHash) return ProofAnswer.Wrong;

                row.SetPassword(hash, now);
                if (db.Sessions.Find(person.Session) is { } here) here.ConfirmedAt = now;
                Sessions.EndAll(db, user.UserId, now, except: person.Session);
                Post.Add(db, mail);
                return ProofAnswer.Done;
            },
            keep: done => done is ProofAnswer.Done,
            cancel);
        if (answer is ProofAnswer.Done)
        {
            sessions.Tell(user.UserId);
            post.Hurry();
        }

        return answer;
    }
}

/// <summary>What a person is told who had to type her password.</summary>
public enum ProofAnswer
{
    Done,
    Wrong,

    /// <summary>Five wrong tries: nothing is judged for ten minutes.</summary>
    Locked,

    /// <summary>Too many people sign in at this moment.</summary>
    Busy,
}

internal static class ProofAnswers
{
    public static ProofAnswer Told(this Proof proof) => proof switch
    {
        Proof.Given => ProofAnswer.Done,
        Proof.Wrong => ProofAnswer.Wrong,
        Proof.Locked => ProofAnswer.Locked,
        Proof.Busy => ProofAnswer.Busy,
    };
}
