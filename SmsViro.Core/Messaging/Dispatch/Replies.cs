using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Carriers.Smpp;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Messaging.ServiceTexts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>Keeps what people write back, sealed, beside the last message they were sent; acknowledged only when it is on disk.</summary>
internal sealed partial class Replies(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, StopTexts stops, Signals signals, TimeProvider clock, ILogger<Replies> log)
{
    private const int MostBatches = 2_000;

    // An answer that comes later answers nothing anybody remembers.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromDays(7);

    // To be left alone is a wish that may come late.
    private static readonly TimeSpan LongestForAWish = TimeSpan.FromDays(90);

    private readonly ILogger<Replies> _log = log;

    public async Task RunAsync(ChannelReader<(Link Link, InboundMessage Message)> inbound)
    {
        await foreach (var (link, message) in inbound.ReadAllAsync())
        {
            try
            {
                var status = await KeepAsync(message) ? SmppStatus.Ok : SmppStatus.PermanentReceiverError;
                link.Session.Acknowledge([message.Token], status);
            }
            catch (ScopeShreddedException)
            {
                // The account was erased while its reply was on the way.
                link.Session.Acknowledge([message.Token], SmppStatus.PermanentReceiverError);
            }
            catch (Exception failure) when (failure is StorageUnavailableException or System.Data.Common.DbException or KeysException)
            {
                // Not acknowledged as kept, so the operator brings it again.
                NotKept(failure.GetType().Name);
                link.Session.Acknowledge([message.Token], SmppStatus.TemporaryReceiverError);
            }
        }
    }

    private async Task<bool> KeepAsync(InboundMessage inbound)
    {
        var wish = StopWords.Of(inbound.Text);
        if (!PhoneNumber.TryParse($"+{inbound.From}", CheckedMessage.Home, out var from) || await FindAsync(from, wish) is not { } answered)
        {
            NobodyAsked();
            return false;
        }

        // Our own codes are no conversation: a wish is done, anything else is heard and not kept.
        var (id, batch) = (Guid.CreateVersion7(), answered.Batch);
        if (batch.AccountId == ServiceAccount.Id)
        {
            if (wish is ReplyWish.Stop) await stops.StopAsync(from, StoppedTexts.Codes, CancellationToken.None);
            else if (wish is ReplyWish.Start) await stops.AllowAsync(from, StoppedTexts.Codes, CancellationToken.None);
            return true;
        }

        var optOut = wish is ReplyWish.None ? null : await OptOutRows.MakeAsync(vault, batch.AccountId, from, OptOutHow.Keyword, clock.GetUtcNow(), CancellationToken.None);
        var box = await vault.OpenAsync(Buckets.ScopeOf(batch.AccountId, batch.Bucket));
        var reply = new Reply
        {
            Id = id,
            AccountId = batch.AccountId,
            MessageRow = answered.Id,
            Bucket = batch.Bucket,
            Number = box.Seal(MessagingFields.ReplyNumber, id, from.E164),
            Text = box.Seal(MessagingFields.ReplyText, id, inbound.Text),
            ReceivedAt = clock.GetUtcNow(),
        };
        var kept = await writes.RunAsync(db =>
        {
            if (!db.IsLiving(batch.AccountId)) return false;

            // In one act with the reply: once the operator is told that we have it, it holds.
            db.Replies.Add(reply);
            if (wish is ReplyWish.Stop) OptOutRows.Add(db, optOut!);
            else if (wish is ReplyWish.Start) OptOutRows.Remove(db, batch.AccountId, optOut!.NumberIndex);
            return true;
        });
        if (!kept) return false;
        if (wish is not ReplyWish.None) OptOutRows.Tell(signals, batch.AccountId);

        signals.Raise(MessagingTopics.Message(new MessageId(batch.Id)));
        signals.Raise(MessagingTopics.Messages(batch.AccountId));
        return true;
    }

    // The blind index is keyed by account, so each account that wrote lately is asked with its own; only equal numbers are opened and compared.
    // What an archive brought in was not sent from here, and nobody answers it.
    private async Task<Message?> FindAsync(PhoneNumber from, ReplyWish wish)
    {
        var since = clock.GetUtcNow() - (wish is ReplyWish.None ? LongestSilence : LongestForAWish);
        await using var db = await contexts.CreateDbContextAsync();
        var recent = await db.MessageBatches.Where(batch => batch.AcceptedAt >= since && batch.BroughtInAt == null).OrderByDescending(batch => batch.No).Take(MostBatches)
            .Select(batch => new { batch.No, batch.AccountId }).ToListAsync();
        Message? latest = null;
        foreach (var account in recent.GroupBy(batch => batch.AccountId, batch => batch.No))
        {
            var box = await vault.FindAsync(Scope.IndexSearch(account.Key));
            if (box.IsClosed) continue;

            var digests = (await vault.IndexAsync(Scope.IndexSearch(account.Key))).Compute14Each(MessagingFields.RecipientIndex, from.E164);
            var numbers = account.ToList();
            await foreach (var message in db.Messages.AsNoTracking().Where(message => numbers.Contains(message.BatchNo) && digests.Contains(message.RecipientIndex)).AsAsyncEnumerable())
            {
                if (latest?.Id > message.Id) continue;

                var content = await vault.FindAsync(Buckets.ScopeOf(message.Batch.AccountId, message.Batch.Bucket));
                if (content.Open(MessagingFields.Recipient, message.MessageId.Value, message.Recipient).Text == from.E164) latest = message;
            }
        }

        return latest;
    }

    [LoggerMessage(LogLevel.Information, "A text from outside answers no message of ours and was refused")]
    private partial void NobodyAsked();

    [LoggerMessage(LogLevel.Warning, "A reply could not be kept ({Kind}); the operator will bring it again")]
    private partial void NotKept(string kind);
}
