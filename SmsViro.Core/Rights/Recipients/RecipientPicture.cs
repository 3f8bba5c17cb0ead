using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>One sender as the recipient sees him.</summary>
/// <param name="Account">The sender.</param>
/// <param name="Name">What he calls himself; null when he has left.</param>
/// <param name="IsUs">True for our own codes.</param>
/// <param name="Texts">When he wrote from here, newest first.</param>
/// <param name="BroughtIn">Texts to her that stand in his records because an archive brought them in, newest first; whether they were sent we do not know.</param>
/// <param name="StoppedAt">Since when he is stopped.</param>
public sealed record SenderLine(AccountId Account, string? Name, bool IsUs, IReadOnlyList<RecipientFinding> Texts, IReadOnlyList<RecipientFinding> BroughtIn, DateTimeOffset? StoppedAt);

/// <summary>A request of hers, with what was answered.</summary>
public sealed record RecipientRequestLine(RecipientRequest Request, string? Sender, string? Answer);

/// <summary>Everything the recipients' page shows.</summary>
public sealed record Picture(IReadOnlyList<SenderLine> Senders, Stops Stops, IReadOnlyList<RecipientRequestLine> Requests)
{
    /// <summary>Her newest erasure; null when she asked for none.</summary>
    public RecipientRequest? LastErasure => Requests.Select(line => line.Request).FirstOrDefault(request => request.Kind is RecipientRequestKind.Erasure);
}

/// <summary>What a proved number may see. Texts without their words; requests only since the number was surely hers, for it may have been another's when they were made.</summary>
public sealed class RecipientPicture(IDbContextFactory<PortalDbContext> contexts, Vault vault, SenderNames names, StopTexts stops, JobQueue jobs)
{
    /// <summary>How far the search is; null when it was never begun.</summary>
    public Task<Job?> SearchAsync(ProvedNumber proved, CancellationToken cancel) => jobs.FindAsync<SearchForRecipient>(proved.Session, cancel);

    public async Task<Picture> ReadAsync(ProvedNumber proved, CancellationToken cancel)
    {
        List<(RecipientFinding Text, bool WasBroughtIn)> findings;
        List<RecipientRequest> requests;
        var index = (await vault.IndexAsync(Scope.IndexPhone, cancel)).Compute64(RecipientFields.NumberIndex, proved.Number.E164);
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            // A record may have forgotten the number since it was found, by its sender's days or an erasure: what is said is said of now.
            var found = from row in db.RecipientFindings.AsNoTracking()
                        where row.SearchId == proved.Session
                        join message in db.Messages.IgnoreAutoIncludes() on row.MessageRow equals message.Id
                        where message.Recipient != default
                        select new { Text = row, WasBroughtIn = message.Batch.BroughtInAt != null };
            findings = [.. (await found.ToListAsync(cancel)).Select(one => (one.Text, one.WasBroughtIn))];
            requests = await db.RecipientRequests.AsNoTracking().Where(row => row.NumberIndex == index && row.ReceivedAt >= proved.From).OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Sequence).ToListAsync(cancel);
        }

        var senders = findings.GroupBy(finding => finding.Text.AccountId).ToList();
        var called = await names.OfAsync(senders.Select(sender => sender.Key).Concat(requests.Select(request => request.AccountId).OfType<AccountId>()), cancel);
        var stopped = await stops.ReadAsync(proved.Number, [.. senders.Select(sender => sender.Key)], cancel);
        return new Picture(
            [
                .. from sender in senders
                   let texts = sender.OrderByDescending(found => found.Text.AcceptedAt).ToLookup(found => found.WasBroughtIn, found => found.Text)
                   orderby sender.Max(found => found.Text.AcceptedAt) descending
                   select new SenderLine(
                       sender.Key, called[sender.Key], sender.Key == ServiceAccount.Id, [.. texts[false]], [.. texts[true]], stopped.Senders.TryGetValue(sender.Key, out var at) ? at : null),
            ],
            stopped,
            [.. await LinesAsync(requests, called, cancel)]);
    }

    private async Task<IEnumerable<RecipientRequestLine>> LinesAsync(List<RecipientRequest> requests, IReadOnlyDictionary<AccountId, string?> called, CancellationToken cancel)
    {
        var lines = new List<RecipientRequestLine>();
        foreach (var request in requests)
        {
            var answer = request is { HasEnded: true, Answer: { } closed } ? (await vault.FindAsync(Scope.Request(request.Id), cancel)).Open(RecipientFields.Answer, request.Id, closed).Text : null;
            lines.Add(new RecipientRequestLine(request, request.AccountId is { } sender ? called[sender] : null, answer));
        }

        return lines;
    }
}
