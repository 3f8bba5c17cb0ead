using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>What a sender wrote to the person who asks him about it, so that he can answer: his own messages to that number from when on it was surely hers, the newest first.</summary>
public sealed class TextsAskedAbout(IDbContextFactory<PortalDbContext> contexts, Vault vault, FindTextsTo find)
{
    /// <summary>Empty where the question is not his or its number is forgotten: nobody finds by it what he has not written.</summary>
    public async Task<IReadOnlyList<TrafficLine>> RunAsync(Customer sender, Guid question, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var asked = await db.RecipientRequests.AsNoTracking()
            .SingleOrDefaultAsync(request => request.Id == question && request.AccountId == sender.Account && request.Kind == RecipientRequestKind.Question, cancel);
        if (asked?.Number is not { } number || (await vault.FindAsync(Scope.Request(question), cancel)).Open(RecipientFields.RequestNumber, question, number).Text is not { } e164) return [];

        var texts = await find.OfAsync(sender.Account, PhoneNumber.FromE164(e164), asked.From, cancel);
        return [.. texts.OrderByDescending(text => text.AcceptedAt).ThenByDescending(text => text.Row)];
    }
}
