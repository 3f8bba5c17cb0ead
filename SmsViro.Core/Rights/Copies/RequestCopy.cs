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

    /// <summary>The passphrase is too short, or holds what no keyboard can type.</summary>
    WeakPassphrase,
}

/// <summary>The request that was opened, or the one already under way, and until when its copy is held.</summary>
public readonly record struct CopyAnswer(Guid? Request, CopyRefusal? Refusal, DateTimeOffset? HeldUntil = null);

/// <summary>Asks for a copy of what we hold, as a paper or as an archive: opens the request, starts its clock and the work.</summary>
public sealed class RequestCopy(WriteQueue writes, StepUp stepUp, CopyHold hold, Vault vault, Post post, AuditTrail trail, JobQueue jobs, RightsOptions options, TimeProvider clock)
{
    /// <param name="person">Who asks, in which browser.</param>
    /// <param name="content">A paper or an archive.</param>
    /// <param name="passphrase">What a paper is locked with; null or empty leaves it open.</param>
    /// <param name="cancel">Ends the work before anything is written.</param>
    public async Task<CopyAnswer> RunAsync(SignedIn person, CopyContent content, string? passphrase, CancellationToken cancel)
    {
        var wanted = content is CopyContent.Paper && passphrase is { Length: > 0 } ? passphrase : null;
        if (wanted is not null && !Passphrase.TryParse(wanted, out _)) return new CopyAnswer(null, CopyRefusal.WeakPassphrase);
        if (!await stepUp.IsFreshAsync(person, cancel)) return new CopyAnswer(null, CopyRefusal.NotConfirmed);

        var customer = person.Customer;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var letters = await hold.LettersAsync(customer.User, now, cancel);
        Sealed? locked = wanted is null ? null : (await vault.OpenAsync(Scope.Export(id), cancel)).Seal(CopyFile.PassphraseField, id, wanted);
        var entry = await trail.DraftAsync(customer.User, customer.User, content is CopyContent.Paper ? AuditDeed.AskedForCopy : AuditDeed.AskedForArchive, concerning: id, cancel: cancel);
        var answer = await writes.RunAsync(
            db =>
            {
                if (db.Users.SingleOrDefault(user => user.Id == customer.User.Value && user.State == AccountState.Active) is not { } asker)
                    return new CopyAnswer(null, CopyRefusal.AccountClosed);
                if (db.CopyFiles.FirstOrDefault(open => open.UserId == customer.User && open.State == CopyState.Preparing && open.Content == content) is { } open)
                    return new CopyAnswer(open.Id, CopyRefusal.AlreadyPreparing);

                var request = Open(db, customer, id, content, now);
                var heldUntil = CopyHold.Until(db, customer.User, now);
                db.CopyFiles.Add(new CopyFile { Id = id, UserId = customer.User, AccountId = customer.Account, Content = content, AskedAt = now, HeldUntil = heldUntil, Passphrase = locked });
                foreach (var letter in letters) Post.Add(db, letter);
                db.Tell(request, RequestStep.Received, now);
                AuditTrail.Append(db, entry, asker.Role);
                JobQueue.Add<AssembleCopy>(db, id, now);
                return new CopyAnswer(id, null, heldUntil);
            },
            answer => answer.Refusal is null,
            cancel);
        if (answer.Refusal is not null) return answer;

        jobs.Wake();
        if (letters.Count > 0) post.Hurry();
        return answer;
    }

    /// <summary>Calls a copy off that is not ready yet; false when there was nothing to call off.</summary>
    public async Task<bool> CancelAsync(Customer customer, Guid request, CancellationToken cancel)
    {
        var hers = await writes.RunAsync(db => db.CopyFiles.Any(copy => copy.Id == request && copy.UserId == customer.User && copy.State == CopyState.Preparing), cancel: cancel);
        return hers && await jobs.CancelAsync<AssembleCopy>(request, cancel);
    }

    private PrivacyRequest Open(PortalDbContext db, Customer customer, Guid id, CopyContent content, DateTimeOffset now)
    {
        var dates = StatutoryClock.For(now, options.SeatZone, options.Jurisdiction);
        var request = new PrivacyRequest
        {
            Id = id,
            UserId = customer.User,
            AccountId = customer.Account,
            Kind = content is CopyContent.PortableArchive ? RequestKind.Portability : RequestKind.Copy,
            State = RequestState.Preparing,
            Year = dates.Origin.Year,
            Sequence = db.NextSequence(dates.Origin.Year),
            ReceivedAt = now,
            Jurisdiction = options.Jurisdiction,
            DueOn = dates.Due,
            Calendar = dates.Calendar,
        };
        db.PrivacyRequests.Add(request);
        return request;
    }
}
