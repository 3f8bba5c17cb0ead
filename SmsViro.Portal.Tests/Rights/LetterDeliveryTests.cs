using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>What is said of a letter is what became of its mail, told to open pages when it changes.</summary>
public class LetterDeliveryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_letter_is_on_its_way_sent_or_deleted_and_open_pages_hear_of_it(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database, services => services.AddSingleton<IMailCourier>(new Postman()));
        var ada = await store.AddPersonAsync();
        var request = (await store.Get<AskForRestriction>().RunAsync(ada, RestrictionGround.Disputed, "The number of my company is wrong.", Cancel)).Request!.Value;
        var heard = 0;
        using var listening = store.Get<Signals>().Listen(Post.TopicOf(ada.User), () => heard++);
        Assert.Equal(LetterDelivery.Waiting, await DeliveryAsync());

        await store.Get<CarryMail>().RunAsync(Cancel);

        Assert.Equal((LetterDelivery.Sent, 1), (await DeliveryAsync(), heard));
        await store.Writes.RunAsync(db => db.OutgoingMail.ExecuteDelete(), cancel: Cancel);
        Assert.Equal(LetterDelivery.Forgotten, await DeliveryAsync());

        async Task<LetterDelivery> DeliveryAsync() => Assert.Single(await store.Get<LetterWriter>().OfAsync(request, Cancel)).Delivery;
    }

    private sealed class Postman : IMailCourier
    {
        public bool IsReady => true;

        public Task CarryAsync(Guid id, Letter letter, CancellationToken cancel) => Task.CompletedTask;
    }
}
