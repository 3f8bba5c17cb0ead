using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Privacy.Disclosures;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>
/// Every hour: (1) tells people what an authority received about them, on the first day on which the law lets us: an entry among their data, one in the trail and a letter,
/// which until then do not exist (2) destroys what nobody fetched in 30 days, and what was fetched half an hour ago, which it is also called for on the minute.
/// </summary>
public sealed class TellOfDisclosures(
    IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, AuditTrail trail, Post post, UserDirectory users, ExtractFields fields, Signals signals, RightsOptions options, TimeProvider clock)
    : IJobHandler
{
    public static readonly TimeSpan Fetched = TimeSpan.FromDays(30);

    public static string Kind => "tell-of-disclosures";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = StatutoryClock.DayAt(now, options.SeatZone);
        List<AuthorityRequest> handedOver;
        List<Guid> forgotten;
        List<Guid> taken;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            handedOver = await db.AuthorityRequests.AsNoTracking().Where(request => request.State == AuthorityState.HandedOver && request.ClosedAt == null).ToListAsync(cancel);
            var before = now - Fetched;
            forgotten = await db.AuthorityRequests.Where(request => request.State == AuthorityState.Agreed && request.DecidedAt < before).Select(request => request.Id).ToListAsync(cancel);

            var (requests, over) = (db.AuthorityRequests, now - TakeExtract.Again);
            taken = await db.AuthorityExtracts.Where(extract => requests.Any(request => request.Id == extract.Id && request.State == AuthorityState.HandedOver && request.HandedOverAt <= over))
                .Select(extract => extract.Id).ToListAsync(cancel);
        }

        // :: Step 1: tell
        foreach (var request in handedOver.Where(request => !request.IsSilent(today))) await TellAsync(request, cancel);

        // :: Step 2: destroy
        foreach (var id in forgotten) await ForgetAsync(id, now, cancel);
        foreach (var id in taken) await DestroyAsync(id, now, cancel);

        if (handedOver.Count + forgotten.Count + taken.Count > 0) signals.Raise(AuthorityDesk.Topic);
    }

    private async Task TellAsync(AuthorityRequest request, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var box = await vault.FindAsync(Scope.Authority(request.Id), cancel);
        var authority = box.Open(AuthorityFields.Authority, request.Id, request.Authority).Text ?? "an authority whose name cannot be read";
        var basis = box.Open(AuthorityFields.Basis, request.Id, request.Basis).Text ?? "cannot be read";
        var what = string.Create(CultureInfo.GetCultureInfo("en-GB"), $"{string.Join("; ", fields.Say(request))}. Days: {request.From:d MMM yyyy} to {request.Until:d MMM yyyy}");

        List<UserId> concerned;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            concerned = await db.AuthoritySubjects.Where(subject => subject.RequestId == request.Id).Select(subject => subject.UserId).ToListAsync(cancel);

        var told = new List<(AuthorityDisclosure Row, AuditDraft Entry, OutgoingMail? Letter)>();
        foreach (var user in concerned)
            if (await users.FindAsync(user) is { State: AccountState.Active } person)
                told.Add(await DraftAsync(request, person, authority, basis, what, now, cancel));

        await writes.RunAsync(
            db =>
            {
                if (db.AuthorityRequests.Find(request.Id) is not { State: AuthorityState.HandedOver, ClosedAt: null } row) return;

                row.ClosedAt = now;
                AuthorityChain.Append(db, request.Id, default, told.Count > 0 ? AuthorityDeed.Told : AuthorityDeed.ToldNobody, now);
                foreach (var (disclosure, entry, letter) in told)
                {
                    // Whoever is being erased meanwhile gets no new row.
                    if (!db.Users.Any(user => user.Id == disclosure.UserId.Value && user.State == AccountState.Active)) continue;

                    db.AuthorityDisclosures.Add(disclosure);
                    AuditTrail.Append(db, entry, PortalRole.Support);
                    if (letter is not null) Post.Add(db, letter);
                }
            },
            cancel);
        post.Hurry();
    }

    private async Task<(AuthorityDisclosure Row, AuditDraft Entry, OutgoingMail? Letter)> DraftAsync(
        AuthorityRequest request, PortalUser person, string authority, string basis, string what, DateTimeOffset now, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(now);
        var box = await vault.OpenAsync(Scope.Audit(person.Id), cancel);
        var disclosure = new AuthorityDisclosure
        {
            Id = id,
            UserId = person.UserId,
            Authority = box.Seal(AuthorityDisclosureMapping.Authority, id, authority),
            Basis = box.Seal(AuthorityDisclosureMapping.Basis, id, basis),
            What = box.Seal(AuthorityDisclosureMapping.What, id, what),
            At = request.HandedOverAt!.Value,
            ToldAt = now,
            SilentUntil = request.SilentUntil,
        };
        var entry = await trail.DraftAsync(default, person.UserId, AuditDeed.ToldOfDisclosure, $"{authority}, {basis}", id, cancel);
        var letter = await users.EmailOfAsync(person) is { } address ? await post.SealAsync(new Letter(address, "An authority received data about you", Text(request, authority, basis, what), person.UserId), cancel) : null;
        return (disclosure, entry, letter);
    }

    private string Text(AuthorityRequest request, string authority, string basis, string what) => string.Join(
        "\n\n",
        string.Create(CultureInfo.GetCultureInfo("en-GB"), $"On {request.HandedOverAt!.Value.UtcDateTime:d MMMM yyyy} we gave data about you to {authority}."),
        $"It asked for it under: {basis}",
        $"It received: {what}",
        request.SilentUntil is { } last
            ? string.Create(CultureInfo.GetCultureInfo("en-GB"), $"The law kept us from telling you until {last:d MMMM yyyy}.")
            : "Two members of our staff decided it, and nothing beyond what was asked for left.",
        $"Questions: {options.Contact}. {LetterWords.Remedies(options)}");

    // The key first: the record says that it is destroyed, never that it will be.
    private async Task DestroyAsync(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        await vault.ShredAsync(Scope.Export(id), id, cancel);
        await writes.RunAsync(
            db =>
            {
                if (db.AuthorityExtracts.Where(extract => extract.Id == id).ExecuteDelete() > 0) AuthorityChain.Append(db, id, default, AuthorityDeed.Destroyed, now);
            },
            cancel);
    }

    private async Task ForgetAsync(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        await writes.RunAsync(
            db =>
            {
                if (db.AuthorityRequests.Find(id) is not { State: AuthorityState.Agreed } request) return;

                (request.State, request.ClosedAt) = (AuthorityState.Failed, now);
                if (db.AuthorityExtracts.Find(id) is { } extract) db.AuthorityExtracts.Remove(extract);
                AuthorityChain.Append(db, id, default, AuthorityDeed.Expired, now);
            },
            cancel);
        await vault.ShredAsync(Scope.Export(id), id, cancel);
    }
}
