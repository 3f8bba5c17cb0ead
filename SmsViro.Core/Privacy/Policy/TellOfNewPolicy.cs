using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Privacy.Policy;

/// <summary>
/// Every hour: writes to whoever has an account and was told nothing of a version that changes what is done with her data, as soon as this program
/// carries it, be it in force or not (GDPR Article 13(3)). Letter and notice are one act, so nobody is written to twice.
/// </summary>
public sealed class TellOfNewPolicy(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, MailAddresses addresses, Post post, PrivacyPolicy policy, TimeProvider clock) : IJobHandler
{
    public static string Kind => "tell-of-new-policy";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        if (policy.Versions.LastOrDefault(version => version.IsMaterial) is not { } newest || policy.Before(newest) is null) return;

        foreach (var person in await UntoldAsync(newest, cancel)) await TellAsync(person, newest, cancel);
    }

    private async Task<IReadOnlyList<UserId>> UntoldAsync(PolicyVersion version, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var told = await db.PolicyNotices.Where(notice => notice.Version >= version.Number).Select(notice => notice.UserId).Distinct().ToListAsync(cancel);
        var people = await db.Users.Where(user => user.State == AccountState.Active && user.EmailConfirmed).Select(user => user.Id).ToListAsync(cancel);
        return [.. people.Select(id => new UserId(id)).Except(told)];
    }

    private async Task TellAsync(UserId id, PolicyVersion version, CancellationToken cancel)
    {
        if (await addresses.FindAsync(id, cancel) is not { } address) return;

        var letter = await post.SealAsync(new Letter(address, "Our privacy policy changes", Words(version), id), cancel);
        var told = await writes.RunAsync(
            db =>
            {
                if (!db.Users.Any(row => row.Id == id.Value && row.State == AccountState.Active)) return false;
                if (db.PolicyNotices.Any(notice => notice.UserId == id && notice.Version >= version.Number)) return false;

                PolicyNotice.Add(db, id, version, PolicyWay.Mail, clock.GetUtcNow());
                Post.Add(db, letter);
                return true;
            },
            told => told,
            cancel);
        if (told) post.Hurry();
    }

    private static string Words(PolicyVersion version) => string.Create(
        CultureInfo.GetCultureInfo("en-GB"),
        $"""
        From {version.From:d MMMM yyyy} on, version {version.Number} of our privacy policy holds. It changes what we do with your data.

        You find it, and every passage that changed, under "Privacy policy" at the foot of every page of ours. You need not agree to anything; if you do not want what it says, you can object, export your data or close your account in the privacy centre.
        """);
}
