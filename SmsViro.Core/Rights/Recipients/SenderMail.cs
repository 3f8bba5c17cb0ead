using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>Tells a sender by mail that a person asks and by when to answer. Who asks and what is not in it: mail lies open on the way.</summary>
public sealed class SenderMail(IDbContextFactory<PortalDbContext> contexts, MailAddresses addresses, Post post)
{
    /// <summary>A mail to everybody who signs in to the sender's account; none where there is nobody.</summary>
    internal async Task<IReadOnlyList<OutgoingMail>> SealAsync(AccountId sender, DateOnly dueOn, bool again, CancellationToken cancel)
    {
        List<Guid> people;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            people = await db.Users.Where(user => user.AccountId == sender && user.State == AccountState.Active).Select(user => user.Id).ToListAsync(cancel);

        var mails = new List<OutgoingMail>();
        foreach (var person in people.ConvertAll(id => new UserId(id)))
            if (await addresses.FindAsync(person, cancel) is { } to)
                mails.Add(await post.SealAsync(new Letter(to, again ? "A person still waits for your answer" : "A person asks about their data", Body(dueOn, again), person), cancel));
        return mails;
    }

    private static string Body(DateOnly dueOn, bool again) =>
        $"""
        A person whom you texted {(again ? "still waits for your answer" : "asks you something")} about their data. The law has you answer, because you decided to write to them (GDPR Articles 12 and 28(3)(e)).

        Sign in and open the questions in your privacy centre. Your answer is due on or before {LetterFacts.Said(dueOn)}.

        Who asks, and what, is not in this mail: you read it after you sign in.
        """;
}
