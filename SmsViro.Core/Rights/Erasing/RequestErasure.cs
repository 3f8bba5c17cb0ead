using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>Why no erasure was asked for.</summary>
public enum ErasureRefusal
{
    /// <summary>The words were not typed as shown.</summary>
    NotTyped = 1,

    /// <summary>Her password was not typed in the last five minutes.</summary>
    NotConfirmed,

    /// <summary>One is open already.</summary>
    AlreadyOpen,

    /// <summary>The account is being erased or is gone.</summary>
    AccountClosed,

    /// <summary>A member of staff is removed by an administrator, not by a form.</summary>
    StaffAccount,

    /// <summary>Money that was paid is left and she has not said what becomes of it.</summary>
    BalanceUndecided,
}

/// <summary>The request that was opened or is open; or why not.</summary>
public readonly record struct ErasureAnswer(Guid? Request, ErasureRefusal? Refusal);

/// <summary>Asks for erasure. It waits a while in case she thinks again, unless she waives that; then it begins by itself, or by staff where somebody has to decide. Her password is asked again before.</summary>
public sealed class RequestErasure(RequestOpening opening, StepUp stepUp, WriteQueue writes, AuditTrail trail, Signals signals, RightsOptions options, TimeProvider clock)
{
    /// <summary>What is typed to confirm.</summary>
    public const string Phrase = "erase my account";

    /// <summary>The ids of erasures of hers that have not ended, the oldest first: a letter may have come beside the portal's own.</summary>
    internal static IQueryable<Guid?> Standing(PortalDbContext db, UserId user) =>
        db.PrivacyRequests.Where(request => request.UserId == user && request.Kind == RequestKind.Erasure && request.EndedAt == null).OrderBy(request => request.ReceivedAt).Select(request => (Guid?)request.Id);

    public async Task<ErasureAnswer> RunAsync(SignedIn person, string typed, bool waiveWait, BalanceChoice balance, CancellationToken cancel)
    {
        if (!string.Equals(typed.Trim(), Phrase, StringComparison.OrdinalIgnoreCase)) return new ErasureAnswer(null, ErasureRefusal.NotTyped);
        if (!await stepUp.IsFreshAsync(person, cancel)) return new ErasureAnswer(null, ErasureRefusal.NotConfirmed);

        var customer = person.Customer;
        var now = clock.GetUtcNow();
        var dates = StatutoryClock.For(now, options.SeatZone, options.Jurisdiction);
        DateTimeOffset? grace = waiveWait ? null : StatutoryClock.GraceEnd(now, dates, options.SeatZone);
        var (standing, hasMoney) = ((Guid?)null, false);
        var opened = await opening.RunAsync(
            customer,
            new Wish(RequestKind.Erasure)
            {
                State = waiveWait ? RequestState.Open : RequestState.CoolingOff,
                GraceUntil = grace,
            },
            now,
            new Opening<ErasureRefusal>
            {
                Deed = AuditDeed.AskedForErasure,
                Actor = customer.User,
                Words = LetterWords.ErasureAhead(grace is { } until ? StatutoryClock.DayAt(until, options.SeatZone) : null),
                Unless = (db, asker) =>
                {
                    if (asker is null) return ErasureRefusal.AccountClosed;
                    if (asker.Role is not PortalRole.Customer) return ErasureRefusal.StaffAccount;

                    standing = Standing(db, customer.User).FirstOrDefault();
                    if (standing is not null) return ErasureRefusal.AlreadyOpen;

                    // What is held for messages that are called off comes back too. What we gave is nobody's to decide about.
                    hasMoney = Leftover.Of(db, customer.Account) is { HasPaid: true };
                    return hasMoney && balance is BalanceChoice.None ? ErasureRefusal.BalanceUndecided : null;
                },
                Change = (db, request) =>
                {
                    request.Balance = hasMoney ? balance : BalanceChoice.None;
                    if (waiveWait) db.Tell(request, RequestStep.GraceWaived, now);
                },
            },
            cancel);
        if (opened.Refusal is ErasureRefusal.AlreadyOpen && standing is { } open) await DecideAsync(customer, open, balance, cancel);
        return new ErasureAnswer(opened.Request ?? standing, opened.Refusal);
    }

    // One that our staff wrote down says nothing of the money, and who gave it up may want it back: what she chooses now is her word on it. Money to be paid back may be on its way, so that stands.
    private async Task DecideAsync(Customer customer, Guid standing, BalanceChoice balance, CancellationToken cancel)
    {
        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.AskedForErasure, concerning: standing, cancel: cancel);
        var decided = await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.SingleOrDefault(row => row.Id == standing && row.UserId == customer.User) is not { StartedAt: null, HasEnded: false, Balance: not BalanceChoice.PayBack } request) return false;
                if (balance is BalanceChoice.None || balance == request.Balance || Leftover.Of(db, customer.Account) is not { HasPaid: true }) return false;

                request.Balance = balance;
                db.Tell(request, RequestStep.BalanceChosen, clock.GetUtcNow());
                AuditTrail.Append(db, entry, PortalRole.Customer);
                return true;
            },
            decided => decided,
            cancel);
        if (decided) signals.Raise(JobQueue.Topic(standing));
    }
}
