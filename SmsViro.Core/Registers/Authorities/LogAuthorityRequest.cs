using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>The request of an authority as it was typed.</summary>
/// <param name="Authority">Who asks.</param>
/// <param name="Basis">Under which law and order.</param>
/// <param name="Target">Whose data.</param>
/// <param name="Who">A customer's e-mail address or account id, or a number.</param>
/// <param name="From">The first day; null where none was said.</param>
/// <param name="Until">The last day; null where none was said.</param>
/// <param name="Columns">Paths of <see cref="ExtractFields"/>; none for a number.</param>
/// <param name="ReceivedAt">When it reached us; null where nobody said.</param>
/// <param name="SilentUntil">The last day of silence; null for none.</param>
/// <param name="SilenceReason">Why.</param>
public sealed record AuthorityForm(
    string Authority, string Basis, AuthorityTarget Target, string Who, DateOnly? From, DateOnly? Until, IReadOnlyList<string> Columns, DateTimeOffset? ReceivedAt, DateOnly? SilentUntil, string? SilenceReason);

/// <summary>The request that was logged; or everything that kept it from being.</summary>
public sealed record AuthorityAnswer(Guid? Request, IReadOnlyList<AuthorityRefusal> Faults);

/// <summary>
/// The first of two: writes down what an authority asks. What it asks for is preserved at once, sealed, so that neither retention nor an erasure takes it meanwhile;
/// nobody opens it before a second person has agreed. Nothing of this touches the trail or a table of the person concerned.
/// </summary>
public sealed class LogAuthorityRequest(
    WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, LookupIndexes indexes, Vault vault, ExtractFields fields, JobQueue jobs, Signals signals, RightsOptions options, TimeProvider clock)
{
    public const int LongestAuthority = 200;
    public const int LongestWords = 1_000;

    private const int LongestYears = 5;
    private const int LongestSilenceYears = 2;

    public async Task<AuthorityAnswer> RunAsync(UserId staff, AuthorityForm form, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return Refused(AuthorityRefusal.NotStaff);

        var hasNumber = PhoneNumber.TryParse(form.Who, Country.UnitedKingdom, out var number);
        List<AuthorityRefusal> faults = [.. FaultsOf(form, hasNumber, now)];
        if (faults.Count > 0 || form is not { From: { } from, Until: { } until, ReceivedAt: { } received }) return new(null, faults);

        // Nobody is looked for before the rest stands: a form without a basis must not tell who is a customer.
        var subject = form.Target is AuthorityTarget.Customer ? await FindAsync(form.Who, cancel) : null;
        if (form.Target is AuthorityTarget.Customer && subject is null) return Refused(AuthorityRefusal.NobodyThere);

        var id = Guid.CreateVersion7(now);
        var box = await vault.OpenAsync(Scope.Authority(id), cancel);
        var request = new AuthorityRequest
        {
            Id = id,
            Authority = box.Seal(AuthorityFields.Authority, id, form.Authority.Trim()),
            Basis = box.Seal(AuthorityFields.Basis, id, form.Basis.Trim()),
            Target = form.Target,
            UserId = subject?.UserId,
            AccountId = subject?.AccountId,
            Number = form.Target is AuthorityTarget.Number ? box.Seal(AuthorityFields.Number, id, number.E164) : null,
            From = from,
            Until = until,
            Columns = form.Target is AuthorityTarget.Number ? "" : string.Join(' ', fields.Find(form.Columns)!.Select(column => column.Path)),
            ReceivedAt = received,
            LoggedBy = staff,
            LoggedAt = now,
            State = AuthorityState.Asked,
            SilentUntil = form.SilentUntil,
            SilenceReason = form.SilentUntil is null ? null : box.Seal(AuthorityFields.Silence, id, form.SilenceReason!.Trim()),
        };
        var logged = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is null) return false;

                db.AuthorityRequests.Add(request);
                AuthorityChain.Append(db, id, staff, AuthorityDeed.Logged, now);
                JobQueue.Add<PreserveForAuthority>(db, id, now);
                return true;
            },
            done => done,
            cancel);
        if (!logged) return Refused(AuthorityRefusal.NotStaff);

        jobs.Wake();
        signals.Raise(AuthorityDesk.Topic);
        return new(id, []);
    }

    /// <summary>Whether a day may end a silence: to come, and within two years.</summary>
    internal static bool MayEndSilence(DateOnly day, DateOnly today) => day > today && day <= today.AddYears(LongestSilenceYears);

    internal static bool IsReason(string? words) => words?.Trim().Length is >= 10 and <= LongestWords;

    private IEnumerable<AuthorityRefusal> FaultsOf(AuthorityForm form, bool hasNumber, DateTimeOffset now)
    {
        var today = StatutoryClock.DayAt(now, options.SeatZone);
        if (form.Authority.Trim().Length is < 3 or > LongestAuthority) yield return AuthorityRefusal.NoAuthority;
        if (!IsReason(form.Basis)) yield return AuthorityRefusal.NoBasis;
        if (form.ReceivedAt is null || form.ReceivedAt > now) yield return AuthorityRefusal.NoReceipt;
        if (string.IsNullOrWhiteSpace(form.Who)) yield return form.Target is AuthorityTarget.Number ? AuthorityRefusal.NoNumber : AuthorityRefusal.NoCustomer;
        else if (form.Target is AuthorityTarget.Number && !hasNumber) yield return AuthorityRefusal.NotANumber;
        if (form.From is null) yield return AuthorityRefusal.NoFirstDay;
        if (form.Until is null) yield return AuthorityRefusal.NoLastDay;
        if (form is { From: { } from, Until: { } until } && (from > until || until > today || until > from.AddYears(LongestYears))) yield return AuthorityRefusal.WrongPeriod;
        if (form.Target is AuthorityTarget.Customer && fields.Find(form.Columns) is null) yield return AuthorityRefusal.NoFields;
        if (form.SilentUntil is not { } last) yield break;

        if (!MayEndSilence(last, today)) yield return AuthorityRefusal.WrongSilence;
        if (!IsReason(form.SilenceReason)) yield return AuthorityRefusal.NoSilenceReason;
    }

    private static AuthorityAnswer Refused(AuthorityRefusal why) => new(null, [why]);

    // Not through the desk's own search: that is recorded where the person concerned reads it.
    private async Task<PortalUser?> FindAsync(string who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (EmailAddress.TryParse(who, out var email))
        {
            var digests = indexes.EachOf(email);
            return await db.Users.AsNoTracking().FirstOrDefaultAsync(user => digests.Contains(user.NormalizedEmail!) && user.Role == PortalRole.Customer, cancel);
        }

        if (!Guid.TryParse(who.Trim(), out var id)) return null;

        var account = new AccountId(id);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(user => (user.Id == id || user.AccountId == account) && user.Role == PortalRole.Customer, cancel);
    }
}
