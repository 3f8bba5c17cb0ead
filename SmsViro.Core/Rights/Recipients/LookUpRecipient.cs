using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>The search two members of staff agreed on; only while its request is open.</summary>
public sealed class LookUpRecipient(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, RecipientSearch search, Signals signals) : IJobHandler
{
    public static string Kind => "recipient-lookup";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        RecipientRequest? request;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            request = await (from lookup in db.RecipientLookups
                             where lookup.Id == run.About && lookup.State == LookupState.Running
                             join asked in db.RecipientRequests on lookup.RequestId equals asked.Id
                             where asked.State != RecipientRequestState.Answered
                             select asked).AsNoTracking().SingleOrDefaultAsync(cancel);

        var e164 = request?.Number is { } closed ? (await vault.FindAsync(Scope.Request(request.Id), cancel)).Open(RecipientFields.RequestNumber, request.Id, closed).Text : null;
        if (e164 is not null) await search.RunAsync(run.About, PhoneNumber.FromE164(e164), request!.From, withBroughtIn: false, run, cancel);
        await EndAsync(run.About, e164 is null ? LookupState.Failed : LookupState.Ready, cancel);
    }

    public Task AbandonedAsync(Guid about, JobState state, CancellationToken cancel) => EndAsync(about, LookupState.Failed, cancel);

    private async Task EndAsync(Guid id, LookupState state, CancellationToken cancel)
    {
        await writes.RunAsync(
            db =>
            {
                if (db.RecipientLookups.Find(id) is { State: LookupState.Running } lookup) lookup.State = state;
            },
            cancel);
        signals.Raise(RecipientTopics.Requests);
    }
}
