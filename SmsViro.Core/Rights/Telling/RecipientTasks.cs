using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Telling;

/// <summary>The tasks to tell those who received data that it was put right, is restricted or is erased (GDPR Article 19).</summary>
internal static class RecipientTasks
{
    /// <summary>An undone task that is older is late.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromDays(14);

    /// <summary>Takes part in the act that changes the data; whoever is on the list of the request already is not put on it again.</summary>
    public static void Ask(PortalDbContext db, PrivacyRequest request, IEnumerable<string> recipients, DateTimeOffset now)
    {
        var known = db.RecipientTasks.Where(task => task.RequestId == request.Id).Select(task => task.Recipient).ToHashSet(StringComparer.Ordinal);
        foreach (var recipient in recipients.Where(known.Add))
            db.RecipientTasks.Add(new RecipientTask { Id = Guid.CreateVersion7(now), RequestId = request.Id, UserId = request.UserId, Recipient = recipient, CreatedAt = now });
    }
}
