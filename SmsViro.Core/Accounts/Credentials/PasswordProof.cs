using SmsViro.Core.Jobs;
using SmsViro.Core.Privacy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>
/// Lets a person prove herself by her password, five tries at a time. A try is taken from the count before the password is compared, so that
/// a hundred guesses sent at once are still five. Whoever is signed in has five of her own, or a stranger's guesses at the door could stop her in
/// the middle of her work. Of who objected to the counting nothing is recorded: her tries count in memory alone, for the ten minutes that end a
/// machine's guessing.
/// </summary>
public sealed class PasswordProof(Passwords passwords, WriteQueue writes, TimeProvider clock)
{
    public const int MostTries = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(10);

    private readonly FewTries _strangers = new(clock, MostTries, LockedFor);

    // Beside the strangers', so that a flood of invented addresses cannot empty them.
    private readonly FewTries _unrecorded = new(clock, MostTries, LockedFor);
    private readonly FewTries _signedIn = new(clock, MostTries, LockedFor);

    internal async Task<Proof> RunAsync(PortalUser user, string password, ProofDoor door, CancellationToken cancel)
    {
        var key = user.Id.ToString("N");
        var open = door is ProofDoor.StepUp ? _signedIn.TryTake(key) : await MayTryAsync(user.UserId, key, cancel);
        var proof = Told(await passwords.CheckAsync(user.PasswordHash, password, cancel), open);
        if (proof is Proof.Given) (door is ProofDoor.StepUp ? _signedIn : _unrecorded).GiveBack(key);
        if (proof is Proof.Wrong) await NoteAsync(user.UserId, door, cancel);
        return proof;
    }

    /// <summary>The same walk for an address nobody has: same count, same cost, same answers.</summary>
    internal async Task<Proof> RunForNobodyAsync(string loginIndex, string password, CancellationToken cancel)
    {
        var open = _strangers.TryTake(loginIndex);
        await writes.RunAsync(_ => { }, cancel);
        var proof = Told(await passwords.CheckAsync(null, password, cancel), open);
        if (proof is Proof.Wrong) await writes.RunAsync(_ => { }, cancel);
        return proof;
    }

    /// <summary>Gives the tries back inside the act that follows a right password.</summary>
    internal static void Forgive(PortalUser row)
    {
        row.AccessFailedCount = 0;
        row.LockoutEnd = null;
    }

    private async Task<bool> MayTryAsync(UserId user, string key, CancellationToken cancel) => await TakeTryAsync(user, cancel) switch
    {
        Try.Counted => true,
        Try.Unrecorded => _unrecorded.TryTake(key),
        Try.None => false,
    };

    private Task<Try> TakeTryAsync(UserId user, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return writes.RunAsync(
            db =>
            {
                if (db.Living(user) is not { } row || row.LockoutEnd > now) return Try.None;
                if (Objection.Stands(db, user, LegitimateUse.SignInSecurity)) return Try.Unrecorded;

                row.AccessFailedCount++;
                if (row.AccessFailedCount >= MostTries)
                {
                    row.AccessFailedCount = 0;
                    row.LockoutEnd = now + LockedFor;
                }

                return Try.Counted;
            },
            cancel: cancel);
    }

    // The try that makes it five within a day asks for the letter; while tries go on there is no second one.
    private Task NoteAsync(UserId user, ProofDoor door, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var since = now - TimeSpan.FromDays(1);
        return writes.RunAsync(
            db =>
            {
                if (db.Living(user) is null || Objection.Stands(db, user, LegitimateUse.SignInSecurity)) return;

                var before = db.FailedProofs.Count(proof => proof.UserId == user && proof.At > since);
                db.FailedProofs.Add(new FailedProof { Id = id, UserId = user, At = now, Door = door });
                if (before + 1 == MostTries) JobQueue.Add<TellOfWrongPasswords>(db, user.Value, now);
            },
            cancel);
    }

    private static Proof Told(PasswordCheck check, bool open) => (check, open) switch
    {
        (PasswordCheck.Busy, _) => Proof.Busy,
        (_, false) => Proof.Locked,
        (PasswordCheck.Right, true) => Proof.Given,
        (PasswordCheck.Wrong, true) => Proof.Wrong,
    };

    private enum Try
    {
        None,
        Counted,
        Unrecorded,
    }
}

internal enum Proof
{
    Given,
    Wrong,

    /// <summary>Five tries were wrong; nothing was judged, right or wrong, until the lock ends.</summary>
    Locked,

    /// <summary>Too many people sign in at this moment.</summary>
    Busy,
}
