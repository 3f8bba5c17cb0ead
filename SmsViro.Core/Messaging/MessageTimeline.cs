using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>Everything about one message.</summary>
/// <param name="Id">The message.</param>
/// <param name="To">The recipient, when it could be read.</param>
/// <param name="Text">The text, when it could be read.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="State">Where it is now.</param>
/// <param name="Steps">What happened, oldest first.</param>
/// <param name="Parts">What became of each part.</param>
/// <param name="Price">Its whole price.</param>
/// <param name="Charge">Where that price is.</param>
/// <param name="Attempts">How often it was on a link.</param>
/// <param name="OfferedAgainAt">When it is sent again by itself; null when it is not.</param>
/// <param name="CanBeSentAgain">True when we cannot say whether it arrived and it is for the person to decide.</param>
/// <param name="InCampaign">True for one of many.</param>
/// <param name="Replies">What the recipient wrote back, oldest first.</param>
/// <param name="SharedWith">Each time it was handed to an operator, oldest first.</param>
/// <param name="TextDiscardedAt">When the text of a one-time code was discarded; null while it is there and for every other kind.</param>
/// <param name="BroughtInAt">When an archive brought it in; null for what was sent from here.</param>
public sealed record MessageStory(
    MessageId Id,
    RecipientNumber To,
    Opened Text,
    MessageKind Kind,
    DeliveryState State,
    IReadOnlyList<TimelineEntry> Steps,
    IReadOnlyList<PartState> Parts,
    Money Price,
    Charge Charge,
    int Attempts,
    DateTimeOffset? OfferedAgainAt,
    bool CanBeSentAgain,
    bool InCampaign,
    IReadOnlyList<ReplyLine> Replies,
    IReadOnlyList<Handover> SharedWith,
    DateTimeOffset? TextDiscardedAt,
    DateTimeOffset? BroughtInAt);

/// <summary>One dated transition.</summary>
/// <param name="State">What the message became.</param>
/// <param name="At">When.</param>
/// <param name="Plain">Why, in plain words; null where the state says it all.</param>
/// <param name="OperatorWords">The operator's or network's own words; null where there are none.</param>
public sealed record TimelineEntry(DeliveryState State, DateTimeOffset At, string? Plain = null, string? OperatorWords = null);

/// <summary>A recipient's answer.</summary>
public sealed record ReplyLine(DateTimeOffset At, Opened Text);

/// <summary>The story of one message; null for an id that is nobody's or another customer's, which look alike.</summary>
public sealed class MessageTimeline(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    public async Task<MessageStory?> RunAsync(Customer customer, MessageId message, CancellationToken cancel)
    {
        var (first, ordinal) = (message.Batch, message.Ordinal);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var batches = db.MessageBatches.AsNoTracking()
            .Where(batch => batch.Id == first && batch.AccountId == customer.Account && (batch.State == BatchState.Queued || batch.State == BatchState.Drained));
        if (await MessageRow.Of(db, batches).Where(row => row.Id == row.BatchNo * Message.MostInBatch + ordinal).SingleOrDefaultAsync(cancel) is not { } row) return null;

        var box = await vault.FindAsync(Buckets.ScopeOf(row.AccountId, row.Bucket), cancel);
        var replies = await db.Replies.AsNoTracking().Where(reply => reply.MessageRow == row.Id).OrderBy(reply => reply.ReceivedAt).ToListAsync(cancel);
        var earlier = await db.EarlierHandovers.IgnoreAutoIncludes().AsNoTracking().Where(handover => handover.MessageRow == row.Id).ToListAsync(cancel);
        var parts = new PartStates(row.Delivery?.Parts ?? 0);
        return new MessageStory(
            message,
            RecipientNumber.Of(box.Open(MessagingFields.Recipient, message.Value, row.Recipient)),
            box.Open(MessagingFields.Text, row.BatchId, row.Text),
            row.Kind,
            row.CurrentState,
            [.. Steps(row)],
            [.. Enumerable.Range(0, row.PartCount).Select(part => parts[part])],
            new Money(row.Price, row.Currency),
            row.Charge,
            row.Delivery?.Attempt ?? 0,
            row.Delivery?.Due is { } due ? Ticks.At(due) : null,
            row.CurrentState is DeliveryState.Unknown && row.Delivery is { Due: null, SentAt: null },
            row.Total > 1,
            [.. replies.Select(reply => new ReplyLine(reply.ReceivedAt, box.Open(MessagingFields.ReplyText, reply.Id, reply.Text)))],
            SharedWith.Of(row.Delivery, earlier),
            row.TextDiscardedAt,
            row.BroughtInAt);
    }

    private static IEnumerable<TimelineEntry> Steps(MessageRow row)
    {
        yield return new(DeliveryState.Queued, row.AcceptedAt);
        if (row.Delivery is not { } delivery) yield break;

        if (delivery.SubmittedAt is { } submitted) yield return new(DeliveryState.Submitting, Ticks.At(submitted));
        if (delivery.SentAt is { } sent) yield return new(DeliveryState.Sent, Ticks.At(sent), OperatorWords: delivery.OperatorIds);
        if (delivery.DoneAt is { } done)
            yield return new(delivery.State, Ticks.At(done), OutcomeWords.Plain(delivery), OutcomeWords.OfTheOperator(delivery));
    }
}
