using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

internal sealed class MessageBatchMapping : Mapping<MessageBatch>
{
    public override void Configure(EntityTypeBuilder<MessageBatch> builder)
    {
        builder.ToTable("MessageBatches");
        builder.HasKey(batch => batch.No);
        builder.HasIndex(batch => batch.Id).IsUnique();
        builder.HasIndex(batch => new { batch.AccountId, batch.No });

        // The queue: as many entries as batches wait, so that taking the next one stays cheap behind a million messages.
        builder.HasIndex(batch => new { batch.Kind, batch.Due, batch.No }, "IX_MessageBatches_Queue").HasFilter("\"State\" = 1");

        // What still has a text to lose, oldest first, for the nightly look.
        builder.HasIndex(batch => batch.AcceptedAt).HasFilter("\"ContentErasedAt\" IS NULL");

        // One-time codes that still have a text: asked for every minute, and only as long as the codes on their way.
        builder.HasIndex(batch => new { batch.Kind, batch.No }, "IX_MessageBatches_Codes").HasFilter("\"Kind\" = 0 AND \"TextDiscardedAt\" IS NULL AND \"ContentErasedAt\" IS NULL");
    }

    protected override void Declare(Columns<MessageBatch> columns)
    {
        columns.Called("Texts you sent").OfAccount(batch => batch.AccountId).SealedIn(batch => Buckets.ScopeOf(batch.AccountId, batch.Bucket), batch => batch.Id)
            .FiledByMonth("texts", batch => batch.Bucket).Default(Category.Traffic, Origin.OurSystems).Ends(Category.MessageContent, ContentEnds.OfTextsAsync);
        columns.Sealed(batch => batch.Text, MessagingFields.Text, "Text").As(Category.MessageContent).From(Origin.You);
        columns.InClear(batch => batch.Id, "Reference", "an id of ours", batch => new MessageId(batch.Id).ToString());
        columns.InClear(batch => batch.AcceptedAt, "Accepted", "a time");
        columns.InClear(batch => batch.Kind, "Kind", "a state").InWords<MessageKind>(StateWords.Of);
        columns.InClear(batch => batch.State, "State in the queue", "a state").InWords<BatchState>(StateWords.Of);
        columns.InClear(batch => batch.Due, "Not before", "a time", batch => Ticks.Shown(batch.Due));
        columns.InClear(batch => batch.Total, "Messages", "a count");
        columns.InClear(batch => batch.NextOrdinal, "Handed to an operator", "a count");
        columns.InClear(batch => batch.Parts, "Parts each", "a count");
        columns.InClear(batch => batch.Sent, "Sent", "a count");
        columns.InClear(batch => batch.Delivered, "Delivered", "a count");
        columns.InClear(batch => batch.Failed, "Failed", "a count");
        columns.InClear(batch => batch.ContentErasedAt, "Text and numbers erased", "a time");
        columns.InClear(batch => batch.TextDiscardedAt, "Text of a one-time code discarded", "a time");
        columns.InClear(batch => batch.BroughtInAt, "Brought in from an archive", "a time");
        columns.NotPersonal("an id of ours", batch => batch.No, batch => batch.AccountId);
        columns.NotPersonal("the month or day that names the key", batch => batch.Bucket);
        columns.NotPersonal("a currency", batch => batch.Currency);
    }
}

internal sealed class MessageMapping : Mapping<Message>
{
    public override void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("Messages");
        builder.HasKey(message => message.Id);
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Ignore(message => message.MessageId);

        // Keyed by batch so that new rows land side by side; an index over the whole account slows acceptance to a fifth.
        builder.HasIndex(message => new { message.BatchNo, message.RecipientIndex });
        builder.HasOne(message => message.Batch).WithMany().HasForeignKey(message => message.BatchNo).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(message => message.Batch).AutoInclude();
    }

    protected override void Declare(Columns<Message> columns)
    {
        columns.Called("Messages").OfAccount(message => message.Batch.AccountId)
            .SealedIn(message => Buckets.ScopeOf(message.Batch.AccountId, message.Batch.Bucket), message => message.MessageId.Value)
            .FiledByMonth("messages", message => message.Batch.Bucket)
            .InPages(
                (db, subject, after, most, cancel) => MessagePages.MessagesAsync(db, subject.Account, after, most, cancel),
                (db, subject, before, most, cancel) => MessagePages.MessagesBeforeAsync(db, subject.Account, before, most, cancel),
                message => message.Id,
                (db, subject, id, cancel) => MessagePages.RowOfAsync(db, subject.Account, new MessageId(id), cancel))
            .CountedBy((db, subject, cancel) => MessagePages.CountMessagesAsync(db, subject.Account, cancel)).Default(Category.Recipients, Origin.You)
            .Ends(Category.Recipients, ContentEnds.OfTextsAsync);
        columns.InClear(message => message.Id, "Reference", "an id of ours", message => message.MessageId.ToString()).As(Category.Traffic);
        columns.Sealed(message => message.Recipient, MessagingFields.Recipient, "Recipient").AboutTheRecipientToo(Erasure.Scrubbed);
        columns.Index(
            message => message.RecipientIndex, "Recipient, for searching", of: message => message.Recipient, keyedBy: message => Scope.IndexSearch(message.Batch.AccountId),
            (index, number) => index.Compute14(MessagingFields.RecipientIndex, number)).AboutTheRecipientToo(Erasure.Scrubbed);
        columns.InClear(message => message.Price, "Price", "an amount", message => new Money(message.Price, message.Batch.Currency)).As(Category.Traffic).From(Origin.OurSystems);
        columns.InClear(message => message.Refundable, "Refunded when not delivered", "a state").As(Category.Traffic).From(Origin.OurSystems);
        columns.NotPersonal("an id of ours", message => message.BatchNo);

        // Stored once for all messages of a batch, or in the row born at the operator's answer; a person looks for them beside the number.
        columns.Beside("Text", Category.MessageContent, "Text", MessagingFields.Text, message => (message.Batch.Id, message.Batch.Text));
        columns.Beside("AcceptedAt", Category.Traffic, "Accepted", message => message.Batch.AcceptedAt);
        columns.Beside("State", Category.Traffic, "State", MessagePages.StateOf).InWords<DeliveryState>(StateWords.Of);
        columns.Beside("SentAt", Category.Traffic, "Taken by the operator", message => Ticks.Shown(message.Delivery?.SentAt));
        columns.Beside("DoneAt", Category.Traffic, "Concluded", message => Ticks.Shown(message.Delivery?.DoneAt));
        columns.BesideForStaff("Parts", Category.Traffic, "Parts", message => message.Batch.Parts);
        columns.BesideForStaff("SharedWith", Category.Traffic, "Shared with", message => message.Delivery is { } delivery && SharedWith.IsHandedOver(delivery) ? SharedWith.Named(delivery.Operator) : null);
    }
}

internal sealed class DeliveryMapping : Mapping<Delivery>
{
    public override void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("Deliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.Operator).HasMaxLength(OperatorOptions.LongestName);
        builder.HasIndex(delivery => delivery.Due).HasFilter("\"Due\" IS NOT NULL");
        builder.HasOne(delivery => delivery.Message).WithOne(message => message.Delivery).HasForeignKey<Delivery>(delivery => delivery.Id).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(delivery => delivery.Message).AutoInclude();
    }

    protected override void Declare(Columns<Delivery> columns)
    {
        columns.Called("Deliveries").OfAccount(delivery => delivery.Message.Batch.AccountId).FiledByMonth("deliveries", delivery => delivery.Message.Batch.Bucket)
            .InPages(
                (db, subject, after, most, cancel) => MessagePages.DeliveriesAsync(db, subject.Account, after, most, cancel),
                (db, subject, before, most, cancel) => MessagePages.DeliveriesBeforeAsync(db, subject.Account, before, most, cancel),
                delivery => delivery.Id,
                (db, subject, id, cancel) => MessagePages.RowOfAsync(db, subject.Account, new MessageId(id), cancel))
            .CountedBy((db, subject, cancel) => MessagePages.CountDeliveriesAsync(db, subject.Account, cancel)).Default(Category.Traffic, Origin.Operators);
        columns.InClear(delivery => delivery.Id, "Reference", "an id of ours", delivery => delivery.Message.MessageId.ToString());
        columns.InClear(delivery => delivery.State, "State", "a state").InWords<DeliveryState>(StateWords.Of);
        columns.InClear(delivery => delivery.Parts, "Parts", "states", Parts);
        columns.InClear(delivery => delivery.SubmittedAt, "Handed to the operator", "a time", delivery => Ticks.Shown(delivery.SubmittedAt));
        columns.InClear(delivery => delivery.SentAt, "Taken by the operator", "a time", delivery => Ticks.Shown(delivery.SentAt));
        columns.InClear(delivery => delivery.DoneAt, "Concluded", "a time", delivery => Ticks.Shown(delivery.DoneAt));
        columns.InClear(delivery => delivery.Due, "Offered again", "a time", delivery => Ticks.Shown(delivery.Due));
        columns.InClear(delivery => delivery.Attempt, "Attempts", "a count");
        columns.InClear(delivery => delivery.Answer, "The operator's answer", "a state");
        columns.NotPersonal("the operator's own reference to a text it carried", delivery => delivery.OperatorIds);
        columns.NotPersonal("the network's own code for an outcome", delivery => delivery.Reason);
        columns.NotPersonal("which of our links carried it", delivery => delivery.Link);
        columns.NotPersonal("the name of a company", delivery => delivery.Operator);

        // Of nobody by themselves, and yet the person must see on this line whom her message went to, and what the pages show of it.
        columns.Beside("SharedWith", Category.Traffic, "Shared with", delivery => SharedWith.IsHandedOver(delivery) ? SharedWith.Named(delivery.Operator) : null);
        columns.Beside("SharedFields", Category.Traffic, "What was shared", delivery => SharedWith.IsHandedOver(delivery) && delivery.Operator != "" ? SharedWith.Fields : null);
        columns.Beside("OperatorReference", Category.Traffic, "The operator's reference", delivery => delivery.OperatorIds);
        columns.Beside("NetworkCode", Category.Traffic, "The network's code", delivery => delivery.Reason);
    }

    private static string Parts(Delivery delivery) =>
        string.Join(", ", Enumerable.Range(0, delivery.Message.Batch.Parts).Select(part => new PartStates(delivery.Parts)[part]));
}

internal sealed class DraftMapping : Mapping<Draft>
{
    public override void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Drafts");
        builder.HasKey(draft => draft.Id);
        builder.HasIndex(draft => draft.AccountId);
    }

    protected override void Declare(Columns<Draft> columns)
    {
        columns.Called("Drafts").OfAccount(draft => draft.AccountId).SealedIn(draft => Scope.Account(draft.AccountId), draft => draft.Id).Default(Category.MessageContent)
            .Expires(draft => draft.SavedAt, KeptFor.ForDays(90, "90 days after you last changed them"));
        columns.Sealed(draft => draft.Number, MessagingFields.DraftNumber, "Recipient").As(Category.Recipients).AboutTheRecipientToo(Erasure.Scrubbed);
        columns.Sealed(draft => draft.Text, MessagingFields.DraftText, "Text");
        columns.InClear(draft => draft.Kind, "Kind", "a state").InWords<MessageKind>(StateWords.Of);
        columns.InClear(draft => draft.StartedAt, "Started", "a time");
        columns.InClear(draft => draft.SavedAt, "Saved", "a time");
        columns.NotPersonal("an id of ours", draft => draft.Id, draft => draft.AccountId);
    }
}

internal sealed class ReplyMapping : Mapping<Reply>
{
    public override void Configure(EntityTypeBuilder<Reply> builder)
    {
        builder.ToTable("Replies");
        builder.HasKey(reply => reply.Id);

        // With the key behind it, for whoever reads an account's replies page by page.
        builder.HasIndex(reply => new { reply.AccountId, reply.Id });
        builder.HasIndex(reply => reply.MessageRow);
    }

    protected override void Declare(Columns<Reply> columns)
    {
        columns.Called("Replies").OfAccount(reply => reply.AccountId).SealedIn(reply => Buckets.ScopeOf(reply.AccountId, reply.Bucket), reply => reply.Id)
            .FiledByMonth("replies", reply => reply.Bucket).Default(Category.Replies, Origin.Operators).Ends(Category.Replies, ContentEnds.OfRepliesAsync);
        columns.Sealed(reply => reply.Number, MessagingFields.ReplyNumber, "From").AboutTheRecipientToo(Erasure.Scrubbed);
        columns.Sealed(reply => reply.Text, MessagingFields.ReplyText, "Text").AboutTheRecipientToo(Erasure.Scrubbed);
        columns.InClear(reply => reply.ReceivedAt, "Received", "a time");
        columns.NotPersonal("an id of ours", reply => reply.Id, reply => reply.AccountId, reply => reply.MessageRow);
        columns.NotPersonal("the month or day that names the key", reply => reply.Bucket);
    }
}

/// <summary>The hot tables keep instants as UTC ticks, the same on both databases.</summary>
internal static class Ticks
{
    public static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    public static DateTimeOffset? Shown(long? ticks) => ticks is { } value ? At(value) : null;
}
