using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

/// <summary>What the simulated operator hands over later, it hands over holding nothing.</summary>
public class DeliveryScheduleTests
{
    [Fact]
    public async Task While_one_delivery_is_handed_over_another_thread_can_add_its_own_whatever_clock_rings()
    {
        var (clock, handedOver) = (new FakeTimeProvider(), new TaskCompletionSource<bool>());
        DeliverySchedule schedule = null!;
        schedule = new(clock, _ => handedOver.TrySetResult(Task.Run(() => schedule.Add(Delivery(), TimeSpan.FromHours(1))).Wait(TimeSpan.FromSeconds(5))));
        using var ended = schedule;

        schedule.Add(Delivery(), TimeSpan.Zero);

        Assert.True(await handedOver.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken));
    }

    private static PendingDelivery Delivery() => new() { Phone = [], Sender = [], SenderKind = 0, SenderPlan = 0 };
}
