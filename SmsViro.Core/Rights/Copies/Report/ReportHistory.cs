using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmsViro.Core.Accounts;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Disclosures;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies.Report;

/// <summary>Who actually received something of hers, and when.</summary>
/// <param name="Name">The operator, the mail server, or the authority.</param>
/// <param name="Fields">What was handed over.</param>
/// <param name="Count">How often.</param>
/// <param name="First">The first time.</param>
/// <param name="Last">The last time.</param>
internal sealed record Receipt(string Name, string Fields, long Count, DateTimeOffset First, DateTimeOffset Last);

/// <summary>What happened to a person's data so far, from the tables that record it.</summary>
/// <param name="Receipts">Who received something.</param>
/// <param name="Changes">Details she changed.</param>
/// <param name="Requests">What she asked of us before.</param>
/// <param name="LockedUntil">Until when wrong passwords have shut the account, if they have.</param>
/// <param name="WrongPasswords">Wrong passwords in a row.</param>
internal sealed record History(
    IReadOnlyList<Receipt> Receipts, IReadOnlyList<(DetailKind What, DateTimeOffset At)> Changes, IReadOnlyList<PrivacyRequest> Requests, DateTimeOffset? LockedUntil, int WrongPasswords);

/// <summary>Reads it.</summary>
public sealed class ReportHistory(IDbContextFactory<PortalDbContext> contexts, OwnDisclosures disclosures, OperatorOptions operators, IOptions<MailOptions> mail)
{
    internal async Task<History> OfAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking().Where(user => user.Id == subject.User.Value).Select(user => new { user.LockoutEnd, user.AccessFailedCount }).SingleAsync(cancel);
        var changes = await db.FormerDetails.AsNoTracking().Where(detail => detail.UserId == subject.User).OrderBy(detail => detail.ReplacedAt)
            .Select(detail => new { detail.Kind, detail.ReplacedAt }).ToListAsync(cancel);
        var requests = await db.PrivacyRequests.AsNoTracking().Where(request => request.UserId == subject.User).OrderBy(request => request.ReceivedAt).ToListAsync(cancel);
        return new History(
            [.. await OperatorsAsync(db, subject, cancel), .. await LettersAsync(db, subject, cancel), .. await AuthoritiesAsync(subject, cancel)],
            [.. changes.Select(change => (change.Kind, change.ReplacedAt))],
            requests,
            user.LockoutEnd,
            user.AccessFailedCount);
    }

    private async Task<List<Receipt>> OperatorsAsync(PortalDbContext db, DataSubject subject, CancellationToken cancel)
    {
        var last = await db.Deliveries.IgnoreAutoIncludes().Where(delivery => delivery.Message.Batch.AccountId == subject.Account).Where(SharedWith.HandedOver)
            .GroupBy(delivery => delivery.Operator)
            .Select(one => new { one.Key, Count = one.LongCount(), First = one.Min(delivery => delivery.SubmittedAt!.Value), Last = one.Max(delivery => delivery.SubmittedAt!.Value) })
            .ToListAsync(cancel);
        var earlier = await db.EarlierHandovers.IgnoreAutoIncludes().Where(handover => handover.Message.Batch.AccountId == subject.Account)
            .GroupBy(handover => handover.Operator)
            .Select(one => new { one.Key, Count = one.LongCount(), First = one.Min(handover => handover.At), Last = one.Max(handover => handover.At) })
            .ToListAsync(cancel);
        return
        [
            .. from one in last.Concat(earlier)
                group one by one.Key into operatorOf
                orderby operatorOf.Min(one => one.First)
                select new Receipt(
                    SharedWith.Named(operatorOf.Key), $"{SharedWith.Fields} of the message; the sender name is {operators.Sender}",
                    operatorOf.Sum(one => one.Count), Ticks.At(operatorOf.Min(one => one.First)), Ticks.At(operatorOf.Max(one => one.Last))),
        ];
    }

    private async Task<IEnumerable<Receipt>> AuthoritiesAsync(DataSubject subject, CancellationToken cancel) =>
        from told in await disclosures.OfAsync(subject.User, cancel)
        select new Receipt(told.Authority, $"{told.What}, under: {told.Basis}", 1, told.At, told.At);

    private async Task<List<Receipt>> LettersAsync(PortalDbContext db, DataSubject subject, CancellationToken cancel)
    {
        var sent = await db.OutgoingMail.AsNoTracking().Where(letter => letter.Owner == subject.User && letter.SentAt != null).Select(letter => letter.SentAt!.Value).ToListAsync(cancel);
        return sent.Count == 0 ? [] : [new Receipt(mail.Value.Host is { Length: > 0 } host ? $"Mail server {host}" : "Mail, dropped into a folder of this machine", "your e-mail address and the letter", sent.Count, sent.Min(), sent.Max())];
    }
}
