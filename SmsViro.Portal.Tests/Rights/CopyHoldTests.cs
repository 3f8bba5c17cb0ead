using System.Globalization;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>Whoever took an account over must not walk away with its data: the password is asked for, and after a change of it everything waits.</summary>
public class CopyHoldTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task After_a_change_of_address_a_copy_waits_three_days_and_both_mailboxes_are_told(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var changed = store.Clock.GetUtcNow();
        var box = await store.Vault.OpenAsync(Scope.User(ada.User), Cancel);
        var id = Guid.CreateVersion7();
        await store.Writes.RunAsync(
            db =>
            {
                db.Users.Single(user => user.Id == ada.User.Value).CredentialsChangedAt = changed;
                db.FormerDetails.Add(new FormerDetail { Id = id, UserId = ada.User, Kind = DetailKind.Email, Value = box.Seal(AccountsFields.FormerValue, id, "before@example.invalid"), ReplacedAt = changed });
            },
            Cancel);
        store.Clock.Advance(TimeSpan.FromHours(2));

        var asked = await store.AskAsync(ada);
        await store.RunJobsAsync();

        Assert.Equal(changed + TimeSpan.FromHours(72), asked.HeldUntil);
        var warnings = (await store.Get<Outbox>().NewestAsync(10, Cancel)).Select(mail => mail.Letter!).Where(letter => letter.Subject == "A copy of your data was asked for").ToList();
        Assert.Equal([$"{ada.User}@example.invalid", "before@example.invalid"], warnings.Select(letter => letter.To.Address).Order(StringComparer.Ordinal));
        Assert.All(warnings, letter => Assert.Contains("Audit trail: entry", letter.Body, StringComparison.Ordinal));
        var shown = (await store.Get<RequestBoard>().FindAsync(ada, asked.Request!.Value, Cancel))!.Copy!;
        Assert.True(shown.IsHere(store.Clock.GetUtcNow()) && shown.IsHeld(store.Clock.GetUtcNow()));
        Assert.Equal(DownloadRefusal.Held, await TryAsync(store, ada, asked.Request.Value));

        store.Clock.Advance(TimeSpan.FromHours(70));
        Assert.Null(await TryAsync(store, ada, asked.Request.Value));
    }

    [Theory, OnBothDatabases]
    public async Task A_letter_says_that_the_copy_waits_and_until_when_and_nothing_of_what_is_in_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddPersonAsync("Ada Lovelace");

        var request = (await store.AskAsync(ada)).Request!.Value;
        await store.RunJobsAsync();

        var letter = Assert.Single(await store.Get<Outbox>().NewestAsync(10, Cancel), mail => mail.Letter!.Subject == "The copy of your data is ready").Letter!;
        var copy = await CopyAsync(store, request);
        Assert.Equal($"{ada.User}@example.invalid", letter.To.Address);
        Assert.Contains($"until {copy.ExpiresAt!.Value.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.GetCultureInfo("en-GB"))}", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", letter.Body, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_password_changed_after_the_copy_was_made_holds_it_too(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var (request, _) = await store.CopyAsync(ada);

        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == ada.User.Value).CredentialsChangedAt = store.Clock.GetUtcNow(), Cancel);

        Assert.Equal(DownloadRefusal.Held, await TryAsync(store, ada, request));
        Assert.Equal(store.Clock.GetUtcNow() + TimeSpan.FromHours(72), (await store.Get<RequestBoard>().FindAsync(ada, request, Cancel))!.Copy!.HeldUntil);
    }

    [Theory, OnBothDatabases]
    public async Task Another_browser_of_hers_has_to_prove_itself_before_it_takes_what_this_one_asked_for(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var (here, elsewhere) = (await store.SignInAsync(ada), await store.SignInAsync(ada, confirmed: false));
        var request = (await store.Get<RequestCopy>().RunAsync(here, CopyContent.WholeArchive, null, Cancel)).Request!.Value;
        await store.RunJobsAsync();

        Assert.Equal(DownloadRefusal.NotConfirmed, (await store.Get<DownloadCopy>().RunAsync(elsewhere, request, null, Cancel)).Refusal);
        Assert.Equal(DownloadRefusal.NotConfirmed, (await store.Get<DownloadCopy>().RunAsync(here with { Session = Guid.CreateVersion7() }, request, null, Cancel)).Refusal);
        Assert.Equal(0, (await CopyAsync(store, request)).Downloads);
        await (await store.Get<DownloadCopy>().RunAsync(here, request, null, Cancel)).Content!.DisposeAsync();
        Assert.Equal(1, (await CopyAsync(store, request)).Downloads);

        // What this one proved is over five minutes later, for it too.
        store.Clock.Advance(StepUp.Remembered);
        Assert.Equal(DownloadRefusal.NotConfirmed, (await store.Get<DownloadCopy>().RunAsync(here, request, null, Cancel)).Refusal);
    }

    [Theory, OnBothDatabases]
    public async Task A_copy_asked_for_before_the_password_changed_is_made_and_then_waits_its_three_days(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();
        var asked = await store.AskAsync(ada);
        Assert.Null(asked.HeldUntil);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var changed = store.Clock.GetUtcNow();
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == ada.User.Value).CredentialsChangedAt = changed, Cancel);

        await store.RunJobsAsync();

        Assert.Equal(DownloadRefusal.Held, await TryAsync(store, ada, asked.Request!.Value));
        store.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromTicks(10));
        Assert.Equal(DownloadRefusal.Held, await TryAsync(store, ada, asked.Request.Value));
        Assert.Equal((changed.AddHours(72), 0), ((await CopyAsync(store, asked.Request.Value)).HeldUntil, (await CopyAsync(store, asked.Request.Value)).Downloads));
        store.Clock.Advance(TimeSpan.FromTicks(10));
        Assert.Null(await TryAsync(store, ada, asked.Request.Value));
    }

    [Theory, OnBothDatabases]
    public async Task Without_the_password_just_typed_nothing_is_asked_for(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var ada = await store.AddCustomerAsync();

        var answer = await store.Get<RequestCopy>().RunAsync(await store.SignInAsync(ada, confirmed: false), CopyContent.WholeArchive, null, Cancel);

        Assert.Equal((null, CopyRefusal.NotConfirmed), (answer.Request, answer.Refusal));
        Assert.Equal(CopyRefusal.WeakPassphrase, (await store.AskAsync(ada, CopyContent.Paper, "short")).Refusal);
        Assert.Equal(CopyRefusal.WeakPassphrase, (await store.AskAsync(ada, CopyContent.Paper, "")).Refusal);
        Assert.Empty(await store.Get<RequestBoard>().OfAsync(ada, Cancel));
    }

    private static async Task<CopyFile> CopyAsync(TestStore store, Guid request)
    {
        await using var db = store.Open();
        return (await db.CopyFiles.FindAsync([request], Cancel))!;
    }

    private static async Task<DownloadRefusal?> TryAsync(TestStore store, Core.Values.Customer customer, Guid request)
    {
        var download = await store.Get<DownloadCopy>().RunAsync(await store.SignInAsync(customer), request, null, Cancel);
        if (download.Content is not null) await download.Content.DisposeAsync();
        return download.Refusal;
    }
}
