using System.Diagnostics;
using System.Globalization;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Values;

namespace SmsViro.Benchmarks;

/// <summary>The portal that is killed: sends campaigns and conversations until it dies, and says what it told its customer. At a milestone it ends itself, as the kernel would.</summary>
internal static class KillWorker
{
    private const int CampaignSize = 1_500;
    private const int ConversationsBetween = 150;
    private const long FirstNumber = 447_400_000_000;
    private const int NumbersEach = 100_000;

    public static OtherProcess Start(string folder, IReadOnlyList<KeyValuePair<string, string?>> simulator, Customer customer, Milestone? milestone, int round) =>
        OtherProcess.Start(
            ["kill-worker", folder, $"{customer.User.Value:N}", $"{customer.Account.Value:N}", $"{round}", milestone?.ToString() ?? "None", .. simulator.Select(setting => $"{setting.Key}={setting.Value}")]);

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        var customer = new Customer(new UserId(Guid.ParseExact(args[1], "N")), new AccountId(Guid.ParseExact(args[2], "N")));
        var settings = args.Skip(5).Select(word => word.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]));
        await using var portal = await SendingPortal.OpenAsync(args[0], KillsVerb.Settings(settings));
        if (Enum.TryParse<Milestone>(args[4], out var milestone)) EndAt(portal.Get<Milestones>(), milestone);
        await portal.Host.StartAsync();
        Console.WriteLine("READY");

        var next = FirstNumber + long.Parse(args[3], CultureInfo.InvariantCulture) * NumbersEach;
        while (true)
        {
            var campaign = new MessageId(MessageId.NewBatch());
            var numbers = Enumerable.Range(0, CampaignSize).Select(at => $"+{next + at}").ToList();
            next += CampaignSize;
            if (await portal.Get<SendCampaign>().RunAsync(customer, campaign, "The fair opens at ten", numbers, CancellationToken.None) is CampaignOutcome.Accepted) Tell(campaign);
            for (var one = 0; one < ConversationsBetween; one++) await SendAsync(portal, customer, $"+{next++}");
        }
    }

    private static async Task SendAsync(SendingPortal portal, Customer customer, string number)
    {
        var draft = await portal.Get<StartDraft>().RunAsync(customer, CancellationToken.None) ?? throw new InvalidOperationException("The account takes no drafts.");
        var content = new DraftContent(number, "See you at ten", MessageKind.Conversation);
        var quote = await portal.Get<QuoteMessage>().RunAsync(customer, content, CancellationToken.None);
        if (await portal.Get<SendMessage>().RunAsync(customer, draft, content, quote.Price!.Total, CancellationToken.None) is SendOutcome.Accepted) Tell(draft);
    }

    private static void Tell(MessageId batch) => Console.WriteLine($"TOLD {batch.Value:N}");

    private static void EndAt(Milestones milestones, Milestone wanted)
    {
        var left = Random.Shared.Next(2, 40);
        milestones.Reached = milestone =>
        {
            if (milestone != wanted || Interlocked.Decrement(ref left) != 0) return;

            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        };
    }
}
