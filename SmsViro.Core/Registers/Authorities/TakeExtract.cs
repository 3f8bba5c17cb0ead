using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>The file for the authority, or why there is none.</summary>
public sealed record TakenExtract(byte[]? File, AuthorityRefusal? Refusal);

/// <summary>
/// Hands the extract out, to one of the two who decided, recorded before the first byte. Whoever took it may take it again for half an hour, should the connection
/// have broken; then its key is destroyed and nobody has it but the authority.
/// </summary>
public sealed class TakeExtract(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, StepUp stepUp, Vault vault, JobQueue jobs, Signals signals, TimeProvider clock)
{
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(30);

    public async Task<TakenExtract> RunAsync(SignedIn person, Guid id, CancellationToken cancel)
    {
        var (staff, now) = (person.Customer.User, clock.GetUtcNow());
        AuthorityExtract? extract;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return new TakenExtract(null, AuthorityRefusal.NotStaff);
            if (!await stepUp.IsFreshAsync(person, cancel)) return new TakenExtract(null, AuthorityRefusal.NotConfirmed);

            extract = await db.AuthorityExtracts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        }

        var file = extract is null ? null : (await vault.FindAsync(Scope.Export(id), cancel)).OpenBytes(AuthorityFields.Content, id, extract.Content) is { Status: OpenStatus.Ok, Bytes: { } bytes } ? bytes : null;
        var refusal = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is null) return AuthorityRefusal.NotStaff;
                if (file is null || db.AuthorityRequests.Find(id) is not { } request || !db.AuthorityExtracts.Any(row => row.Id == id)) return AuthorityRefusal.NotNow;

                var isAgain = request is { State: AuthorityState.HandedOver, HandedOverAt: { } taken } && request.HandedOverBy == staff && now - taken < Again;
                if (request.State is not AuthorityState.Agreed && !isAgain) return AuthorityRefusal.NotNow;
                if (request.LoggedBy != staff && request.DecidedBy != staff) return AuthorityRefusal.NotTheirs;

                AuthorityChain.Append(db, id, staff, AuthorityDeed.HandedOver, now);
                if (isAgain) return null;

                (request.State, request.HandedOverAt, request.HandedOverBy) = (AuthorityState.HandedOver, now, staff);
                JobQueue.Add<TellOfDisclosures>(db, default, now);

                // To the minute, because the page says it; the hourly look would be up to an hour late.
                JobQueue.Add<TellOfDisclosures>(db, id, now + Again);
                return (AuthorityRefusal?)null;
            },
            answer => answer is null,
            cancel);
        if (refusal is not null) return new TakenExtract(null, refusal);

        jobs.Wake();
        signals.Raise(AuthorityDesk.Topic);
        return new TakenExtract(file, null);
    }
}
