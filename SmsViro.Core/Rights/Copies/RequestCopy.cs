using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Documents;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies;

/// <summary>Why no copy is made.</summary>
public enum CopyRefusal
{
    /// <summary>One of the same content is being made already; its request is the answer.</summary>
    AlreadyPreparing = 1,

    /// <summary>The account is being erased or is gone.</summary>
    AccountClosed,

    /// <summary>Her password was not typed in the last five minutes.</summary>
    NotConfirmed,

    /// <summary>The passphrase is missing or too short, or holds what no keyboard can type.</summary>
    WeakPassphrase,
}

/// <summary>The request that was opened, or the one already under way, and until when its copy is held.</summary>
public readonly record struct CopyAnswer(Guid? Request, CopyRefusal? Refusal, DateTimeOffset? HeldUntil = null);

/// <summary>Asks for a copy of what we hold, as a paper or as an archive: opens the request with its letter, starts its clock and the work.</summary>
public sealed class RequestCopy(RequestOpening opening, WriteQueue writes, StepUp stepUp, CopyHold hold, Vault vault, Post post, JobQueue jobs, TimeProvider clock)
{
    /// <param name="person">Who asks, in which browser.</param>
    /// <param name="content">A paper or an archive.</param>
    /// <param name="passphrase">What a paper is locked with; null leaves it open. An empty one is refused: whoever wants a lock must not get a paper without one.</param>
    /// <param name="cancel">Ends the work before anything is written.</param>
    public async Task<CopyAnswer> RunAsync(SignedIn person, CopyContent content, string? passphrase, CancellationToken cancel)
    {
        var wanted = content is CopyContent.Paper ? passphrase : null;
        if (wanted is not null && !Passphrase.TryParse(wanted, out _)) return new CopyAnswer(null, CopyRefusal.WeakPassphrase);
        if (!await stepUp.IsFreshAsync(person, cancel)) return new CopyAnswer(null, CopyRefusal.NotConfirmed);

        var customer = person.Customer;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var warnings = await hold.LettersAsync(customer.User, now, cancel);
        Sealed? locked = wanted is null ? null : (await vault.OpenAsync(Scope.Export(id), cancel)).Seal(CopyFile.PassphraseField, id, wanted);
        var (underWay, heldUntil) = ((Guid?)null, (DateTimeOffset?)null);
        var opened = await opening.RunAsync(
            customer,
            new Wish(content is CopyContent.PortableArchive ? RequestKind.Portability : RequestKind.Copy) { State = RequestState.Preparing },
            now,
            new Opening<CopyRefusal>
            {
                Id = id,
                Deed = content is CopyContent.Paper ? AuditDeed.AskedForCopy : AuditDeed.AskedForArchive,
                Actor = customer.User,
                Unless = (db, asker) =>
                {
                    if (asker is null) return CopyRefusal.AccountClosed;

                    underWay = db.CopyFiles.FirstOrDefault(open => open.UserId == customer.User && open.State == CopyState.Preparing && open.Content == content)?.Id;
                    return underWay is null ? null : CopyRefusal.AlreadyPreparing;
                },
                Change = (db, _) =>
                {
                    heldUntil = CopyHold.Until(db, customer.User, now);
                    db.CopyFiles.Add(new CopyFile { Id = id, UserId = customer.User, AccountId = customer.Account, Content = content, AskedAt = now, HeldUntil = heldUntil, Passphrase = locked, IsLocked = locked is not null });
                    foreach (var warning in warnings) Post.Add(db, warning);
                    JobQueue.Add<AssembleCopy>(db, id, now);
                },
            },
            cancel);
        if (opened.Refusal is { } refusal) return new CopyAnswer(underWay, refusal);

        jobs.Wake();
        if (warnings.Count > 0) post.Hurry();
        return new CopyAnswer(id, null, heldUntil);
    }

    /// <summary>Calls a copy off that is not ready yet; false when there was nothing to call off.</summary>
    public async Task<bool> CancelAsync(Customer customer, Guid request, CancellationToken cancel)
    {
        var hers = await writes.RunAsync(db => db.CopyFiles.Any(copy => copy.Id == request && copy.UserId == customer.User && copy.State == CopyState.Preparing), cancel: cancel);
        return hers && await jobs.CancelAsync<AssembleCopy>(request, cancel);
    }
}
