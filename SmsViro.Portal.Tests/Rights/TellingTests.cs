using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Registers;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Journeys;
using SmsViro.Portal.Tests.Messaging;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>Those who did receive a person's data are told what became of it, and nobody else is (GDPR Article 19).</summary>
public class TellingTests
{
    private const string Wrong = "It says delivered; my patient never had it.";
    private const string How = "Told by e-mail on 25 November";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task The_operators_that_had_her_messages_are_told_of_a_correction_of_them_and_not_of_her_name(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        await HandOverAsync(store, ada, "Northwave", "Tidewater");
        var id = (await store.Get<DisputeValue>().RunAsync(ada, Category.Traffic, Wrong, "Not delivered", Cancel)).Request!.Value;
        var grant = await store.GrantAsync(priya, ada, id);
        Assert.Null(await store.Get<AssignRequest>().RunAsync(grant, id, Cancel));

        Assert.Null(await store.Get<CorrectDetail>().ReplaceAsync(grant, id, DetailKind.Name, "Ada King", Cancel));
        Assert.Empty((await store.Get<ReadRequest>().RunAsync(ada, id, Cancel))!.Recipients);
        Assert.Null(await store.Get<CorrectDetail>().AddStatementAsync(grant, id, new RecordPlace(Category.Traffic.Id), Wrong, Cancel));
        Assert.Null(await store.Get<CorrectDetail>().AddStatementAsync(grant, id, new RecordPlace(Category.Traffic.Id), "And the one of 4 May neither.", Cancel));
        Assert.Null(await store.Get<AnswerRequest>().ProposeAsync(grant, id, RequestOutcome.Whole, null, "Your statement stands beside it.", false, Cancel));
        Assert.Null(await store.Get<AnswerRequest>().SendAsync(grant, id, Cancel));

        var details = (await store.Get<ReadRequest>().RunAsync(ada, id, Cancel))!;
        Assert.Equal(["Northwave", "Tidewater"], details.Recipients.Select(task => task.Recipient));
        Assert.Contains("* Northwave", details.Letters[^1].Body, StringComparison.Ordinal);
        Assert.Contains("* Tidewater", details.Letters[^1].Body, StringComparison.Ordinal);

        // The task outlives the answer, is late after two weeks, and ends when somebody says how they were told.
        var reference = (await store.RequestAsync(id)).Reference;
        Assert.Equal([new StaffTask.Telling(id, reference, IsLate: false)], await store.Get<TasksForStaff>().RunAsync(priya.User, Cancel));
        store.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal([new StaffTask.Telling(id, reference, IsLate: true)], await store.Get<TasksForStaff>().RunAsync(priya.User, Cancel));
        await WatchAsync(store);
        await WatchAsync(store);
        var mail = Assert.Single((await store.Get<Outbox>().NewestAsync(10, Cancel)).Where(one => one.Letter!.Subject == "Recipients of data who are still to be told").DistinctBy(one => one.Letter!.Body)).Letter!;
        Assert.Contains($"* {reference}, 2 recipients, since", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Northwave", mail.Body, StringComparison.Ordinal);
        foreach (var task in details.Recipients) Assert.Null(await store.Get<TellRecipient>().RunAsync(await store.GrantAsync(priya, ada, id), id, task.Id, How, Cancel));
        Assert.Empty(await store.Get<TasksForStaff>().RunAsync(priya.User, Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_restriction_is_told_to_those_who_had_the_data_and_the_simulator_is_nobody(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, bob) = (await store.AddPersonAsync(), await store.AddPersonAsync());
        await HandOverAsync(store, ada, "Northwave");
        await HandOverAsync(store, bob, "");

        var told = (await store.Get<AskForRestriction>().RunAsync(ada, RestrictionGround.Disputed, Wrong, Cancel)).Request!.Value;
        var untold = (await store.Get<AskForRestriction>().RunAsync(bob, RestrictionGround.Disputed, Wrong, Cancel)).Request!.Value;

        Assert.Equal(["Northwave"], (await store.Get<ReadRequest>().RunAsync(ada, told, Cancel))!.Recipients.Select(task => task.Recipient));
        Assert.Contains("* Northwave", (await store.Get<LetterWriter>().OfAsync(told, Cancel))[0].Body, StringComparison.Ordinal);
        Assert.Empty((await store.Get<ReadRequest>().RunAsync(bob, untold, Cancel))!.Recipients);
        Assert.DoesNotContain("Article 19", (await store.Get<LetterWriter>().OfAsync(untold, Cancel))[0].Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task An_erasure_writes_down_who_had_the_data_before_the_rows_go_and_its_letter_names_them(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, priya) = (await store.AddPersonAsync(), await store.AddStaffAsync());
        await HandOverAsync(store, ada, "Northwave");

        var id = await store.EraseAsync(ada, priya);

        await using (var db = store.Open()) Assert.False(await db.Deliveries.AnyAsync(Cancel));
        var grant = await store.GrantAsync(priya, ada, id);
        var task = Assert.Single((await store.Get<ReadRequest>().RunAsync(grant, id, Cancel))!.Recipients);
        Assert.Equal(("Northwave", null), (task.Recipient, task.ToldAt));
        Assert.Contains("* Northwave", (await store.Get<LetterWriter>().OfAsync(id, Cancel))[^1].Body, StringComparison.Ordinal);
        var paper = Path.Combine(Scratch.Folder("certificate"), "certificate.pdf");
        await File.WriteAllBytesAsync(paper, (await store.Get<ReadCertificate>().OpenAsync(grant, id, Cancel))!, Cancel);
        Assert.Contains("Northwave", await PdfText.ReadAsync(paper), StringComparison.Ordinal);

        // A month later the key of the request is gone; that they were told can still be written down, the words cannot.
        store.Clock.Advance(TimeSpan.FromDays(31));
        await store.Get<JobQueue>().AddAsync<KeepRetention>(Guid.Empty, Cancel);
        await store.RunJobsAsync();
        Assert.Null(await store.Get<TellRecipient>().RunAsync(await store.GrantAsync(priya, ada, id), id, task.Id, How, Cancel));
        await using var after = store.Open();
        var row = await after.RecipientTasks.SingleAsync(Cancel);
        Assert.NotNull(row.ToldAt);
        Assert.Null(row.How);
    }

    private static async Task HandOverAsync(TestStore store, Customer person, params string[] operators)
    {
        var at = store.Clock.GetUtcNow().UtcTicks;
        foreach (var name in operators)
        {
            var no = await store.AddDeliveredAsync(person, 1);
            await store.Writes.RunAsync(
                db => db.Deliveries.Where(delivery => delivery.Message.BatchNo == no).ExecuteUpdate(set => set.SetProperty(delivery => delivery.Operator, name).SetProperty(delivery => delivery.SubmittedAt, at)), cancel: Cancel);
        }
    }

    private static Task WatchAsync(TestStore store) => store.Get<WatchRequests>().RunAsync(new JobRun(default, 1, (_, _) => Task.CompletedTask), Cancel);
}
