using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Custody;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>
/// What an erasure does beside keys and rows, for one that is carried out again on a restored database: nothing is sent for the account any more, nobody
/// signs in to it, and requests it had open end. A request that this database knows as under way is left to its own job, which answers it.
/// </summary>
internal static class ReplayedErasure
{
    public static ReplayPart Part { get; } = new(CloseAsync, SettleAsync);

    private static async Task CloseAsync(IServiceProvider services, DataSubject subject, CancellationToken cancel)
    {
        await services.GetRequiredService<WriteQueue>().RunAsync(
            db =>
            {
                if (db.Users.SingleOrDefault(user => user.Id == subject.User.Value) is { State: AccountState.Active } user) user.State = AccountState.Erasing;
            },
            cancel);
        await services.GetRequiredService<StopSending>().CallOffAsync(subject.Account, cancel);
    }

    private static Task SettleAsync(IServiceProvider services, DataSubject subject, Guid request, CancellationToken cancel)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return services.GetRequiredService<WriteQueue>().RunAsync(
            db =>
            {
                var open = db.PrivacyRequests.Where(row => row.UserId == subject.User && row.EndedAt == null).ToList();
                if (open.Any(row => row.Id == request && row.State is RequestState.Erasing or RequestState.Incomplete)) return;

                // Answered already, in the days that the backup does not know.
                foreach (var row in open) (row.State, row.EndedAt) = (row.Id == request ? RequestState.Fulfilled : RequestState.Withdrawn, now);
                if (db.Users.SingleOrDefault(user => user.Id == subject.User.Value) is { } user) user.State = AccountState.Erased;
            },
            cancel);
    }
}
