using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy.Policy;

/// <summary>A person says that she saw a new version: which one, with its digest, and when. It is a receipt and no consent.</summary>
public sealed class NotePolicySeen(WriteQueue writes, PrivacyPolicy policy, TimeProvider clock)
{
    /// <summary>False when there is no such version in force or no such account.</summary>
    public Task<bool> RunAsync(UserId user, int version, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return writes.RunAsync(
            db =>
            {
                if (policy.Find(version) is not { } seen || seen.Number > policy.Current.Number) return false;
                if (!db.Users.Any(row => row.Id == user.Value && row.State == AccountState.Active)) return false;
                if (!db.PolicyNotices.Any(notice => notice.UserId == user && notice.Version == version && notice.Way != PolicyWay.Mail)) PolicyNotice.Add(db, user, seen, PolicyWay.Page, now);
                return true;
            },
            noted => noted,
            cancel);
    }
}
