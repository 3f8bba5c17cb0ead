using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Recipients;

/// <summary>The clock of what recipients ask, who is told of it, and how an answer is given.</summary>
public class RecipientClockTests
{
    private const string Number = "+447700900118";
    private const string Asked = "A person asks about their data";
    private const string Waits = "A person still waits for your answer";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_sender_is_told_by_mail_that_somebody_asks_and_reminded_once_and_neither_mail_says_who_or_what(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var (store, dental) = (reception.Store, await reception.AddSenderAsync("Harbour Dental"));
        await reception.WriteAsync(dental, Number);
        await AskAsync(reception, new RecipientWish(RecipientRequestKind.Question, dental.Account, QuestionAbout.Source, "Where from, please?"));

        var told = Assert.Single(await MailAsync(store, Asked));
        Assert.Equal($"{dental.User}@example.invalid", told.To.Address);
        Assert.Contains("Sign in", told.Body, StringComparison.Ordinal);
        Assert.Contains("Thursday 24 December 2026", told.Body, StringComparison.Ordinal);

        // More than five working days before the 24th, then fewer.
        store.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 16, 9, 0, 0, TimeSpan.Zero));
        await WatchAsync(store);
        Assert.Empty(await MailAsync(store, Waits));
        store.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 18, 9, 0, 0, TimeSpan.Zero));
        await WatchAsync(store);
        await WatchAsync(store);

        var reminded = Assert.Single(await MailAsync(store, Waits));
        Assert.All(new[] { told, reminded }, letter =>
        {
            foreach (var secret in new[] { Number[^6..], "Where from", "N-2026" }) Assert.DoesNotContain(secret, letter.Subject + letter.Body, StringComparison.Ordinal);
        });
    }

    [Theory, OnBothDatabases]
    public async Task Our_staff_are_warned_of_it_at_ten_five_and_two_working_days_and_when_the_date_has_passed(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var (store, dental) = (reception.Store, await reception.AddSenderAsync("Harbour Dental"));
        await reception.WriteAsync(dental, Number);
        await AskAsync(reception, new RecipientWish(RecipientRequestKind.Question, dental.Account, QuestionAbout.Source));

        var warned = new List<int?>();
        for (var day = new DateOnly(2026, 11, 25); day <= new DateOnly(2026, 12, 28); day = day.AddDays(1))
        {
            store.Clock.SetUtcNow(new DateTimeOffset(day.ToDateTime(new TimeOnly(3, 0)), TimeSpan.Zero));
            await WatchAsync(store);
            if ((await reception.OnlyRequestAsync()).WarnedAt is { } at && (warned.Count == 0 || warned[^1] != at)) warned.Add(at);
        }

        Assert.Equal([10, 5, 2, WatchRequests.Overdue], warned);
        var mails = await MailAsync(store, "Requests of recipients that need an answer");
        Assert.Equal(4, mails.Count);
        Assert.All(mails, mail => Assert.Contains("N-2026-0001", mail.Body, StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.Body.Contains("OVERDUE, with its sender", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task An_objection_that_is_not_honoured_is_answered_by_two_people_and_every_answer_says_how_to_go_on(Database database)
    {
        await using var reception = await Reception.OpenAsync(database);
        var (store, dental) = (reception.Store, await reception.AddSenderAsync("Harbour Dental"));
        await reception.WriteAsync(dental, Number);
        await AskAsync(reception, new RecipientWish(RecipientRequestKind.Objection));
        var (one, two) = ((await store.AddStaffAsync()).User, (await store.AddStaffAsync()).User);
        var (answers, id) = (store.Get<AnswerRecipient>(), (await reception.OnlyRequestAsync()).Id);

        Assert.Equal(AnswerRefusal.NotOpen, await answers.ApproveAsync(two, id, (await reception.OnlyRequestAsync()).Answer, Cancel));
        Assert.Null(await answers.RunAsync(one, id, honoured: false, "We keep times and prices, for a claim stands", Cancel));
        Assert.Equal(RecipientRequestState.Review, (await reception.OnlyRequestAsync()).State);
        Assert.Null(Assert.Single((await reception.SeeAsync(await reception.ProveAsync(Number))).Requests).Answer);
        Assert.Equal(AnswerRefusal.NeedsSecondPerson, await answers.ApproveAsync(one, id, (await reception.OnlyRequestAsync()).Answer, Cancel));
        Assert.Equal(AnswerRefusal.NotOpen, await answers.ApproveAsync(dental.User, id, (await reception.OnlyRequestAsync()).Answer, Cancel));
        Assert.Equal(AnswerRefusal.NeedsSecondPerson, await answers.SendBackAsync(one, id, "", Cancel));
        Assert.Equal(AnswerRefusal.Length, await answers.SendBackAsync(two, id, " ", Cancel));
        Assert.Equal(AnswerRefusal.NotAuthor, await answers.TakeBackAsync(two, id, Cancel));
        Assert.Null(await answers.TakeBackAsync(one, id, Cancel));
        Assert.Equal(AnswerRefusal.NotOpen, await answers.TakeBackAsync(one, id, Cancel));
        Assert.Equal("We keep times and prices, for a claim stands", (await store.Get<RecipientRequestDesk>().ReadAsync(one, id, Cancel))!.Answer);
        Assert.Null(await answers.RunAsync(one, id, honoured: false, "We keep times and prices, for a claim stands", Cancel));
        Assert.Null(await answers.SendBackAsync(two, id, "Say until when we keep them", Cancel));

        // Whoever corrects it finds it as it was written, and why it came back.
        var again = (await store.Get<RecipientRequestDesk>().ReadAsync(one, id, Cancel))!;
        Assert.Equal(
            (RecipientRequestState.Open, "We keep times and prices, for a claim stands", "Say until when we keep them"), (again.Request.State, again.Answer, again.SentBack));
        Assert.Null(await answers.RunAsync(one, id, honoured: false, "We keep times and prices until May", Cancel));
        Assert.Null((await store.Get<RecipientRequestDesk>().ReadAsync(two, id, Cancel))!.SentBack);
        Assert.Equal(AnswerRefusal.Changed, await answers.ApproveAsync(two, id, again.Request.Answer, Cancel));
        Assert.Null(await answers.ApproveAsync(two, id, (await reception.OnlyRequestAsync()).Answer, Cancel));

        var line = Assert.Single((await reception.SeeAsync(await reception.ProveAsync(Number))).Requests);
        Assert.StartsWith("We keep times and prices until May", line.Answer, StringComparison.Ordinal);
        Assert.Contains("You may complain to the Information Commissioner", line.Answer, StringComparison.Ordinal);
        Assert.Contains("go to court", line.Answer, StringComparison.Ordinal);
    }

    private static async Task AskAsync(Reception reception, RecipientWish wish) =>
        Assert.Null(await reception.Store.Get<AskAsRecipient>().RunAsync(await reception.ProveAsync(Number), wish, Cancel));

    private static async Task<List<Letter>> MailAsync(TestStore store, string subject) =>
        [.. from mail in await store.Get<Outbox>().NewestAsync(50, Cancel) where mail.Letter!.Subject == subject select mail.Letter];

    private static Task WatchAsync(TestStore store) => store.Get<WatchRecipients>().RunAsync(new JobRun(default, 1, (_, _) => Task.CompletedTask), Cancel);
}
