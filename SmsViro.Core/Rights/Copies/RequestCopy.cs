using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Copies;

/// <summary>Why no copy is made.</summary>
public enum CopyRefusal
{
    /// <summary>One is being made already; its request is the answer.</summary>
    AlreadyPreparing = 1,

    /// <summary>The account is being erased or is gone.</summary>
    AccountClosed,
}

/// <summary>The request that was opened, or the one already under way.</summary>
public readonly record struct CopyAnswer(Guid? Request, CopyRefusal? Refusal);

/// <summary>Asks for a copy of everything we hold: opens the request, starts its clock and the work.</summary>
public sealed class RequestCopy(WriteQueue writes, AuditTrail trail, JobQueue jobs, RightsOptions options, TimeProvider clock)
{
    public async Task<CopyAnswer> RunAsync(Customer customer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var dates = StatutoryClock.For(now, options.SeatZone, options.Jurisdiction);
        var id = Guid.CreateVersion7(now);
        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.AskedForCopy, concerning: id, cancel: cancel);
        var answer = await writes.RunAsync(
            db =>
            {
                if (db.Users.SingleOrDefault(user => user.Id == customer.User.Value && user.State == AccountState.Active) is not { } asker)
                    return new CopyAnswer(null, CopyRefusal.AccountClosed);
                if (db.PrivacyRequests.FirstOrDefault(open => open.UserId == customer.User && open.Kind == RequestKind.Copy && open.State == RequestState.Preparing) is { } open)
                    return new CopyAnswer(open.Id, CopyRefusal.AlreadyPreparing);

                var request = new PrivacyRequest
                {
                    Id = id,
                    UserId = customer.User,
                    AccountId = customer.Account,
                    Kind = RequestKind.Copy,
                    State = RequestState.Preparing,
                    Year = dates.Origin.Year,
                    Sequence = db.NextSequence(dates.Origin.Year),
                    ReceivedAt = now,
                    Jurisdiction = options.Jurisdiction,
                    DueOn = dates.Due,
                };
                db.PrivacyRequests.Add(request);
                db.CopyFiles.Add(new CopyFile { Id = id, UserId = customer.User, AccountId = customer.Account, AskedAt = now });
                db.Tell(request, RequestStep.Received, now);
                AuditTrail.Append(db, entry, asker.Role);
                JobQueue.Add<AssembleCopy>(db, id, now);
                return new CopyAnswer(id, null);
            },
            answer => answer.Refusal is null,
            cancel);
        if (answer.Refusal is null) jobs.Wake();
        return answer;
    }

    /// <summary>Calls a copy off that is not ready yet; false when there was nothing to call off.</summary>
    public async Task<bool> CancelAsync(Customer customer, Guid request, CancellationToken cancel)
    {
        var hers = await writes.RunAsync(db => db.CopyFiles.Any(copy => copy.Id == request && copy.UserId == customer.User && copy.State == CopyState.Preparing), cancel: cancel);
        return hers && await jobs.CancelAsync<AssembleCopy>(request, cancel);
    }
}
