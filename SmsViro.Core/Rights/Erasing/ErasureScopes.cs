using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>The keys that end with an account. The ledger's scope is not among them: payment records outlive the person's request.</summary>
public sealed class ErasureScopes(IDbContextFactory<PortalDbContext> contexts, ErasureLedger ledger)
{
    /// <summary>Every scope to shred, also those whose rows an interrupted attempt has already deleted: the erasure ledger still names them.</summary>
    public async Task<IReadOnlyList<Scope>> OfAsync(Guid request, DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var replies = await db.Replies.Where(reply => reply.AccountId == subject.Account).Select(reply => reply.Bucket).Distinct().ToListAsync(cancel);
        var batches = await db.MessageBatches.Where(batch => batch.AccountId == subject.Account).Select(batch => batch.Bucket).Distinct().ToListAsync(cancel);
        var requests = await db.PrivacyRequests.Where(other => other.UserId == subject.User && other.Id != request).Select(other => other.Id).ToListAsync(cancel);
        var before = (await ledger.LinesAsync(cancel)).Where(line => line.Request == request).SelectMany(line => line.Scopes);
        return
        [
            .. new[]
            {
                Scope.User(subject.User),
                Scope.Account(subject.Account),
                Scope.Support(subject.Account),
                Scope.IndexSearch(subject.Account),
                Scope.IndexOptOut(subject.Account),
            }
                .Concat(batches.Union(replies).Order().Select(bucket => Buckets.ScopeOf(subject.Account, bucket)))
                .Concat(requests.Select(Scope.Request))
                .Union(before),
        ];
    }
}
