using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>Preserves what an authority asked for, sealed under a key of its own, and notes whom it concerns (GDPR Article 17(3)(b)).</summary>
public sealed class PreserveForAuthority(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, ExtractPaper paper, Signals signals, TimeProvider clock) : IJobHandler
{
    public static string Kind => "preserve-for-authority";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        AuthorityRequest? request;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            request = await db.AuthorityRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == run.About && row.State == AuthorityState.Asked && row.PreservedAt == null, cancel);
        if (request is null) return;

        WrittenExtract written;
        try
        {
            written = await paper.WriteAsync(request, cancel);
        }
        catch (ExtractTooLargeException)
        {
            await FailAsync(run.About, cancel);
            return;
        }

        var users = await UsersAsync(written.Accounts, cancel);
        var content = (await vault.OpenAsync(Scope.Export(request.Id), cancel)).SealBytes(AuthorityFields.Content, request.Id, written.File);
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.AuthorityRequests.Find(request.Id) is not { State: AuthorityState.Asked, PreservedAt: null } row) return;

                (row.PreservedAt, row.Entries, row.Digest) = (now, written.Entries, written.Digest);
                db.AuthorityExtracts.Add(new AuthorityExtract { Id = request.Id, Content = content, MadeAt = now });
                db.AuthoritySubjects.AddRange(users.Select(user => new AuthoritySubject { RequestId = request.Id, UserId = user }));
                AuthorityChain.Append(db, request.Id, default, AuthorityDeed.Preserved, now);
            },
            cancel);
        signals.Raise(AuthorityDesk.Topic);
    }

    public Task AbandonedAsync(Guid about, JobState state, CancellationToken cancel) => FailAsync(about, cancel);

    private async Task<List<UserId>> UsersAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. (await db.Users.Where(user => accounts.Contains(user.AccountId)).Select(user => user.Id).ToListAsync(cancel)).Select(id => new UserId(id))];
    }

    private async Task FailAsync(Guid id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.AuthorityRequests.Find(id) is not { State: AuthorityState.Asked, PreservedAt: null } row) return;

                (row.State, row.ClosedAt) = (AuthorityState.Failed, now);
                AuthorityChain.Append(db, id, default, AuthorityDeed.CouldNotPreserve, now);
            },
            cancel);
        signals.Raise(AuthorityDesk.Topic);
    }
}
