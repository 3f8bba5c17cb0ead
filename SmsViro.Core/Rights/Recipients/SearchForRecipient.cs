using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>The search a proved number begins: who wrote to it or brought in a record of it, since it was surely hers.</summary>
public sealed class SearchForRecipient(IDbContextFactory<PortalDbContext> contexts, Vault vault, RecipientSearch search) : IJobHandler
{
    public static string Kind => "recipient-search";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        RecipientSession? session;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            session = await db.RecipientSessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == run.About && row.ProvedAt != null, cancel);
        if (session is null) return;

        if ((await vault.FindAsync(RecipientFields.Sessions, cancel)).Open(RecipientFields.SessionNumber, session.Id, session.Number).Text is { } e164)
            await search.RunAsync(session.Id, PhoneNumber.FromE164(e164), session.From, withBroughtIn: true, run, cancel);
    }
}
