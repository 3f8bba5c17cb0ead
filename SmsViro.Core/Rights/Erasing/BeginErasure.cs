using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>
/// How an erasure begins, whoever begins it: the account is closed in one act, so that nothing new is written behind it, and the work is handed to a job.
/// The address to answer to is copied first, sealed in the request's own scope, because every other copy is about to go.
/// </summary>
public sealed class BeginErasure(IDbContextFactory<PortalDbContext> contexts, Vault vault, JobQueue jobs, Sessions sessions)
{
    /// <summary>The address, sealed anew; null when it was copied before, cannot be read, or there is no such request.</summary>
    internal async Task<Sealed?> AddressAsync(UserId person, Guid request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await db.PrivacyRequests.AnyAsync(row => row.Id == request && row.UserId == person && row.AnswerTo == null && row.EndedAt == null, cancel)) return null;

        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == person.Value, cancel);
        var opened = (await vault.FindAsync(Scope.User(person), cancel)).Open(StorageFields.Email, user.Id, user.EmailSealed);
        return opened.Text is { } address ? (await vault.OpenAsync(Scope.Request(request), cancel)).Seal(PrivacyRequestMapping.AnswerTo, request, address) : null;
    }

    /// <summary>Takes part in the act that begins it.</summary>
    /// <param name="db">The act's context.</param>
    /// <param name="request">A ripe one.</param>
    /// <param name="by">Who of our staff begins it; null for the portal itself.</param>
    /// <param name="answerTo">What <see cref="AddressAsync"/> gave.</param>
    /// <param name="now">When.</param>
    internal static void Close(PortalDbContext db, PrivacyRequest request, UserId? by, Sealed? answerTo, DateTimeOffset now)
    {
        var account = db.Users.Single(row => row.Id == request.UserId.Value);
        if (account.State is AccountState.Active)
        {
            account.State = AccountState.Erasing;
            account.SecurityStamp = Guid.CreateVersion7().ToString("N");
            Sessions.EndAll(db, request.UserId, now);
        }

        (request.State, request.CarriedOutBy) = (RequestState.Erasing, by);
        request.StartedAt ??= now;
        request.AnswerTo ??= answerTo;
        db.Tell(request, RequestStep.Begun, now);
        JobQueue.Add<EraseAccount>(db, request.Id, now);
    }

    /// <summary>After the act: her open pages close now, not when they next ask.</summary>
    internal void Tell(UserId person)
    {
        sessions.Tell(person);
        jobs.Wake();
    }
}
