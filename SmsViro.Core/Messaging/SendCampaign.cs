using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Billing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.Messaging.Text;
using SmsViro.Core.Privacy;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Why a campaign was not accepted; nothing was sent and nothing charged.</summary>
public enum CampaignRefusal
{
    NoText,

    /// <summary>More parts than <see cref="SendMessage.MostParts"/>.</summary>
    TooLong,

    /// <summary>No line is a number we send to.</summary>
    NoRecipients,

    /// <summary>More than one campaign can hold: 1,048,576.</summary>
    TooMany,

    /// <summary>The balance does not cover it.</summary>
    NoCredit,

    /// <summary>The account is being erased.</summary>
    AccountClosing,

    /// <summary>Her data is only kept, at her own request: nothing is sent until the restriction ends.</summary>
    Restricted,

    /// <summary>An earlier try under this id was cut short and undone: start it under a new one.</summary>
    Interrupted,

    /// <summary>The id is another customer's.</summary>
    NoSuchCampaign,
}

/// <summary>How sending a campaign ended.</summary>
public abstract record CampaignOutcome
{
    private CampaignOutcome()
    {
    }

    /// <summary>Accepted, paid for and on disk; <paramref name="Again"/> when it had been already.</summary>
    public sealed record Accepted(MessageId Campaign, RecipientCounts Counts, Money Held, bool Again) : CampaignOutcome;

    /// <summary>Nothing was sent; <paramref name="Price"/> is what it would have cost, where it was known.</summary>
    public sealed record Refused(CampaignRefusal Why, RecipientCounts Counts, Money? Price = null) : CampaignOutcome;
}

/// <summary>
/// Accepts one text to many numbers: (1) read and price every line (2) hold the whole price with the first rows (3) the other rows, 2,500 an act, so that
/// no other writer waits longer than one of them (4) release. Told only after (4); what a crash cuts short before it is undone at the next start.
/// </summary>
public sealed class SendCampaign(
    WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, PriceList prices, MessageRowWriter messages, Silence silence, Signals signals, TimeProvider clock)
{
    internal const int RowsInAct = 2_500;

    /// <param name="customer">Who sends and pays.</param>
    /// <param name="campaign">A fresh batch id; the same id again is the same campaign.</param>
    /// <param name="text">What everybody gets.</param>
    /// <param name="recipients">Numbers as people write them; lines that are none, or twice, or of people who asked not to be texted, are counted and left out.</param>
    /// <param name="cancel">Honoured until the first row is written.</param>
    public async Task<CampaignOutcome> RunAsync(Customer customer, MessageId campaign, string text, IEnumerable<string> recipients, CancellationToken cancel)
    {
        if (await EarlierAsync(customer, campaign, cancel) is { } earlier) return earlier;

        var count = Segments.Count(text);
        if (string.IsNullOrWhiteSpace(text)) return new CampaignOutcome.Refused(CampaignRefusal.NoText, default);
        if (count.Parts > SendMessage.MostParts) return new CampaignOutcome.Refused(CampaignRefusal.TooLong, default);

        // :: Step 1: read and price every line
        var list = RecipientList.Read(recipients, CheckedMessage.Home, prices, silence.Of(customer.Account), count.Parts, cancel);
        if (list.Counts.Accepted == 0) return new CampaignOutcome.Refused(CampaignRefusal.NoRecipients, list.Counts);
        if (list.IsTooLong) return new CampaignOutcome.Refused(CampaignRefusal.TooMany, list.Counts);

        var at = clock.GetUtcNow();
        var bucket = Buckets.Of(at, await DaysKeptAsync(customer.Account, cancel));
        RecipientSeals seals;
        try
        {
            var box = await vault.OpenAsync(Buckets.ScopeOf(customer.Account, bucket), cancel);
            seals = new RecipientSeals(box, await vault.IndexAsync(Scope.IndexSearch(customer.Account), cancel), campaign, list);
        }
        catch (ScopeShreddedException)
        {
            return new CampaignOutcome.Refused(CampaignRefusal.AccountClosing, list.Counts);
        }

        var batch = new NewBatch(
            campaign.Value, customer.Account, MessageKind.Campaign, BatchState.Accepting, seals.Text(text), count.Parts, list.Counts.Accepted, bucket, list.Price.Currency, at);
        return await WriteAsync(batch, list, seals);
    }

    private async Task<CampaignOutcome> WriteAsync(NewBatch batch, RecipientList list, RecipientSeals seals)
    {
        // :: Step 2: hold the whole price with the first rows
        var (rows, spare) = (new SealedRows(RowsInAct), new SealedRows(RowsInAct));
        seals.Fill(rows, 0);
        var (no, refusal) = await writes.RunRawAsync<(long, CampaignRefusal?)>(
            connection =>
            {
                if (!connection.IsLiving(batch.Account)) return (0, CampaignRefusal.AccountClosing);
                if (Restriction.IsRestricted(connection, batch.Account)) return (0, CampaignRefusal.Restricted);
                if (batch.Insert(connection) is not { } number) return (0, CampaignRefusal.NoSuchCampaign);
                if (!Ledger.Hold(connection, batch.Account, batch.Id, list.Price, batch.At)) return (0, CampaignRefusal.NoCredit);

                messages.Insert(connection, number, rows);
                return (number, null);
            },
            keep: outcome => outcome.Item2 is null);
        if (refusal is { } why) return new CampaignOutcome.Refused(why, list.Counts, list.Price);

        // :: Step 3: the other rows; while one lot is written, the next is sealed
        var writing = Task.FromResult(true);
        for (var first = rows.Count; first < list.Counts.Accepted; first += RowsInAct)
        {
            (rows, spare) = (spare, rows);
            var filled = rows;
            seals.Fill(filled, first);
            await writing;
            writing = writes.RunRawAsync(connection =>
            {
                messages.Insert(connection, no, filled);
                return true;
            });
        }

        await writing;

        // :: Step 4: release
        var released = await writes.RunRawAsync(
            connection =>
            {
                if (!connection.IsLiving(batch.Account)) return false;

                using var release = connection.Sql("""UPDATE "MessageBatches" SET "State" = @p1 WHERE "No" = @p0 AND "State" = @p2""", no, BatchState.Queued, BatchState.Accepting);
                return release.ExecuteNonQuery() == 1;
            });
        if (!released) return new CampaignOutcome.Refused(CampaignRefusal.AccountClosing, list.Counts);

        signals.Raise(MessagingTopics.Queue);
        signals.Raise(MessagingTopics.Messages(batch.Account));
        signals.Raise(BillingTopics.Purse(batch.Account));
        return new CampaignOutcome.Accepted(new MessageId(batch.Id), list.Counts, list.Price, Again: false);
    }

    private async Task<int> DaysKeptAsync(AccountId account, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await ContentKeeping.DaysAsync(db, account, cancel);
    }

    private async Task<CampaignOutcome?> EarlierAsync(Customer customer, MessageId campaign, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.MessageBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == campaign.Value, cancel) is not { } batch) return null;
        if (batch.AccountId != customer.Account) return new CampaignOutcome.Refused(CampaignRefusal.NoSuchCampaign, default);
        if (batch.State is BatchState.Voided or BatchState.Accepting) return new CampaignOutcome.Refused(CampaignRefusal.Interrupted, default);

        var first = batch.No * Message.MostInBatch;
        var price = await db.Messages.Where(message => message.Id >= first && message.Id < first + batch.Total).SumAsync(message => message.Price, cancel);
        return new CampaignOutcome.Accepted(campaign, new RecipientCounts(batch.Total, 0, 0, 0), new Money(price, batch.Currency), Again: true);
    }
}
