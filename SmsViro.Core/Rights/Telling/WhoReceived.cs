using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Disclosures;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Telling;

/// <summary>Who actually received something of hers, and when.</summary>
/// <param name="Name">The operator, the mail server, or the authority.</param>
/// <param name="Fields">What was handed over.</param>
/// <param name="Count">How often.</param>
/// <param name="First">The first time.</param>
/// <param name="Last">The last time.</param>
internal sealed record Receipt(string Name, string Fields, long Count, DateTimeOffset First, DateTimeOffset Last);

/// <summary>Reads from what handing over records anyway who received a person's data: not who might, but who did (Court of Justice, C-154/21).</summary>
public sealed class WhoReceived(IDbContextFactory<PortalDbContext> contexts, OwnDisclosures disclosures, OperatorOptions operators, IOptions<MailOptions> mail)
{
    // What a submission to an operator carries, or says by having happened.
    private static readonly Category[] OfMessages = [Category.MessageContent, Category.Recipients, Category.Traffic];

    /// <summary>Whom Article 19 has us tell of a change to one kind of her data, or to all of it where none is named. The simulator inside the portal is nobody.</summary>
    public async Task<IReadOnlyList<string>> ToTellAsync(DataSubject subject, Category? about, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var names = new List<string>();
        if (about is null || OfMessages.Contains(about)) names.AddRange((await OperatorsAsync(db, subject, cancel)).Where(one => one.Key is not "").Select(one => SharedWith.Named(one.Key)));
        if ((about is null || about == Category.Notices) && mail.Value.Host is { Length: > 0 } && (await LettersAsync(db, subject, cancel)) is [var letters]) names.Add(letters.Name);

        // Which authority it was stays sealed; the desk finds it by the day.
        names.AddRange((await disclosures.OfAsync(subject.User, cancel)).OrderBy(told => told.At).Select(told => $"The authority that received data on {told.At.UtcDateTime:yyyy-MM-dd}"));
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Who is to be told of what a request changed, told or not.</summary>
    public async Task<IReadOnlyList<string>> OfRequestAsync(Guid request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.RecipientTasks.Where(task => task.RequestId == request).Select(task => task.Recipient).Distinct().Order().ToListAsync(cancel);
    }

    /// <summary>Everybody, with what they had and when, for a report.</summary>
    internal async Task<IReadOnlyList<Receipt>> OfAsync(DataSubject subject, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return
        [
            .. from one in await OperatorsAsync(db, subject, cancel)
               select new Receipt(SharedWith.Named(one.Key), $"{SharedWith.Fields} of the message; the sender name is {operators.Sender}", one.Count, Ticks.At(one.First), Ticks.At(one.Last)),
            .. await LettersAsync(db, subject, cancel),
            .. from told in await disclosures.OfAsync(subject.User, cancel)
               select new Receipt(told.Authority, $"{told.What}, under: {told.Basis}", 1, told.At, told.At),
        ];
    }

    private static async Task<IEnumerable<Handed>> OperatorsAsync(PortalDbContext db, DataSubject subject, CancellationToken cancel)
    {
        var last = await db.Deliveries.IgnoreAutoIncludes().Where(delivery => delivery.Message.Batch.AccountId == subject.Account && delivery.Message.Batch.BroughtInAt == null).Where(SharedWith.HandedOver)
            .GroupBy(delivery => delivery.Operator)
            .Select(one => new { one.Key, Count = one.LongCount(), First = one.Min(delivery => delivery.SubmittedAt!.Value), Last = one.Max(delivery => delivery.SubmittedAt!.Value) })
            .ToListAsync(cancel);
        var earlier = await db.EarlierHandovers.IgnoreAutoIncludes().Where(handover => handover.Message.Batch.AccountId == subject.Account && handover.Message.Batch.BroughtInAt == null)
            .GroupBy(handover => handover.Operator)
            .Select(one => new { one.Key, Count = one.LongCount(), First = one.Min(handover => handover.At), Last = one.Max(handover => handover.At) })
            .ToListAsync(cancel);
        return
            from one in last.Concat(earlier)
            group one by one.Key into operatorOf
            let first = operatorOf.Min(one => one.First)
            orderby first
            select new Handed(operatorOf.Key, operatorOf.Sum(one => one.Count), first, operatorOf.Max(one => one.Last));
    }

    private async Task<List<Receipt>> LettersAsync(PortalDbContext db, DataSubject subject, CancellationToken cancel)
    {
        var sent = await db.OutgoingMail.AsNoTracking().Where(letter => letter.Owner == subject.User && letter.SentAt != null).Select(letter => letter.SentAt!.Value).ToListAsync(cancel);
        return sent.Count == 0 ? [] : [new Receipt(mail.Value.Host is { Length: > 0 } host ? $"Mail server {host}" : "Mail, dropped into a folder of this machine", "your e-mail address and the letter", sent.Count, sent.Min(), sent.Max())];
    }

    private sealed record Handed(string? Key, long Count, long First, long Last);
}
