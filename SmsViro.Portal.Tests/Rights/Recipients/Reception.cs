using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Messaging;
using SmsViro.Core.Notices;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Registers;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Core.Support;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights.Recipients;

/// <summary>Where people without an account come: codes land in the test's hand instead of on phones, jobs run when the test says.</summary>
internal sealed class Reception : IAsyncDisposable
{
    private readonly Phones _phones;

    private Reception(TestStore store, Phones phones) => (Store, _phones) = (store, phones);

    public TestStore Store { get; }

    /// <summary>Every code text so far, with the number it went to.</summary>
    public IReadOnlyList<(string Number, string Text)> Texts => [.. _phones.Texts];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Reception> OpenAsync(Database database, params (string Key, string Value)[] settings)
    {
        var phones = new Phones();
        var store = await TestStore.CreateAsync(
            database,
            (services, configuration) => services.AddJobs(configuration).AddAuditing().AddNotices(configuration).AddCustody(configuration).AddPrivacy().AddAccounts().AddMessaging(configuration)
                .AddRights(configuration).AddSupport().AddRegisters(configuration).AddSingleton<ITextCourier>(phones).AddSingleton(Accounts.Desk.Links),
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        return new Reception(store, phones);
    }

    /// <summary>A customer who calls herself so, with credit.</summary>
    public async Task<Customer> AddSenderAsync(string company)
    {
        var customer = await Store.AddCustomerAsync(Money.Of(10m, Currency.Gbp));
        var box = await Store.Vault.OpenAsync(Scope.User(customer.User), Cancel);
        await Store.Writes.RunAsync(
            db => db.Profiles.Add(new Profile
            {
                UserId = customer.User,
                Name = box.Seal(AccountsFields.Name, customer.User.Value, "A person"),
                Company = box.Seal(AccountsFields.Company, customer.User.Value, company),
                TimeZone = box.Seal(AccountsFields.TimeZone, customer.User.Value, "Europe/London"),
            }),
            Cancel);
        return customer;
    }

    public async Task<MessageId> WriteAsync(Customer sender, string number, string text = "Hello")
    {
        var draft = (await Store.Get<StartDraft>().RunAsync(sender, Cancel))!.Value;
        var content = new DraftContent(number, text, MessageKind.Conversation);
        var quote = await Store.Get<QuoteMessage>().RunAsync(sender, content, Cancel);
        return Assert.IsType<SendOutcome.Accepted>(await Store.Get<SendMessage>().RunAsync(sender, draft, content, quote.Price!.Total, Cancel)).Message;
    }

    public async Task<string> AskAsync(string number, DateOnly? heldSince = null, string network = "net")
    {
        var asked = await Store.Get<AskForCode>().RunAsync(number, heldSince, network, Cancel);
        await Store.Get<CodeSender>().SendWaitingAsync(Cancel);
        return asked.Token!;
    }

    /// <summary>The code in the newest text to a number.</summary>
    public string CodeOf(string number) => Texts.Last(text => text.Number == number).Text[..6];

    public Task<Proof> TypeAsync(string? token, string code) => Store.Get<ProveNumber>().RunAsync(token, code, Cancel);

    /// <summary>A number proved, its search done.</summary>
    public async Task<ProvedNumber> ProveAsync(string number, DateOnly? heldSince = null)
    {
        var token = await AskAsync(number, heldSince, Guid.CreateVersion7().ToString());
        var proof = await TypeAsync(token, CodeOf(number));
        Assert.Equal(ProofOutcome.Proved, proof.Outcome);
        await Store.RunJobsAsync();
        return (await Store.Get<RecipientVisits>().FindAsync(proof.Token, Cancel))!.Proved!;
    }

    public Task<Picture> SeeAsync(ProvedNumber proved) => Store.Get<RecipientPicture>().ReadAsync(proved, Cancel);

    /// <summary>Makes all of a customer's texts ones that an archive brought in.</summary>
    public Task BringInAsync(Customer owner) => Store.Writes.RunAsync(
        db => db.MessageBatches.Where(batch => batch.AccountId == owner.Account).ExecuteUpdate(set => set.SetProperty(batch => batch.BroughtInAt, Store.Clock.GetUtcNow()).SetProperty(batch => batch.State, BatchState.Drained)), Cancel);

    /// <summary>A reply from a number, beside a text.</summary>
    public async Task ReplyAsync(Customer owner, MessageId message, string number)
    {
        await using var db = Store.Open();
        var batch = await db.MessageBatches.SingleAsync(row => row.Id == message.Batch, Cancel);
        var id = Guid.CreateVersion7();
        var box = await Store.Vault.OpenAsync(Buckets.ScopeOf(owner.Account, batch.Bucket), Cancel);
        db.Replies.Add(new Reply
        {
            Id = id,
            AccountId = owner.Account,
            MessageRow = Message.RowOf(batch.No, 0),
            Bucket = batch.Bucket,
            Number = box.Seal(MessagingFields.ReplyNumber, id, number),
            Text = box.Seal(MessagingFields.ReplyText, id, "I will come"),
            ReceivedAt = Store.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>Every value a customer's copy of his data holds, with its table.</summary>
    public async Task<List<(string Table, string Text)>> InHisCopyAsync(Customer customer)
    {
        var values = new List<(string, string)>();
        await foreach (var record in Store.Get<DeclaredTables>().ExportAsync(new DataSubject(customer.User, customer.Account), Cancel))
            values.AddRange(record.Values.Where(value => value.Text is not null).Select(value => (record.Table, value.Text!)));
        return values;
    }

    public async Task<RecipientRequest> OnlyRequestAsync()
    {
        await using var db = Store.Open();
        return await db.RecipientRequests.SingleAsync(Cancel);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    private sealed class Phones : ITextCourier
    {
        public ConcurrentQueue<(string Number, string Text)> Texts { get; } = new();

        public Task<bool> SendAsync(PhoneNumber to, string text, CancellationToken cancel)
        {
            Texts.Enqueue((to.E164, text));
            return Task.FromResult(true);
        }
    }
}
