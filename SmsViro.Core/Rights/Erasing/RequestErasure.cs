using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Billing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

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

    /// <summary>Money is left and she has not said what becomes of it.</summary>
    BalanceUndecided,
}

/// <summary>The request that was opened or is open; or why not.</summary>
public readonly record struct ErasureAnswer(Guid? Request, ErasureRefusal? Refusal);

/// <summary>Asks for erasure. It waits a while in case she thinks again, unless she waives that; then it begins by itself, or by staff where somebody has to decide. Her password is asked again before.</summary>
public sealed class RequestErasure(WriteQueue writes, StepUp stepUp, AuditTrail trail, RightsOptions options, TimeProvider clock)
{
    /// <summary>What is typed to confirm.</summary>
    public const string Phrase = "erase my account";

    public async Task<ErasureAnswer> RunAsync(SignedIn person, string typed, bool waiveWait, BalanceChoice balance, CancellationToken cancel)
    {
        if (!string.Equals(typed.Trim(), Phrase, StringComparison.OrdinalIgnoreCase)) return new ErasureAnswer(null, ErasureRefusal.NotTyped);
        if (!await stepUp.IsFreshAsync(person, cancel)) return new ErasureAnswer(null, ErasureRefusal.NotConfirmed);

        var customer = person.Customer;
        var now = clock.GetUtcNow();
        var dates = StatutoryClock.For(now, options.SeatZone, options.Jurisdiction);
        var id = Guid.CreateVersion7(now);
        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.AskedForErasure, concerning: id, cancel: cancel);
        return await writes.RunAsync(
            db =>
            {
                if (db.Users.SingleOrDefault(user => user.Id == customer.User.Value && user.State == AccountState.Active) is not { } asker)
                    return new ErasureAnswer(null, ErasureRefusal.AccountClosed);
                if (asker.Role is not PortalRole.Customer) return new ErasureAnswer(null, ErasureRefusal.StaffAccount);
                if (db.PrivacyRequests.Where(open => open.UserId == customer.User && open.Kind == RequestKind.Erasure).AsEnumerable().FirstOrDefault(open => !open.HasEnded) is { } open)
                    return new ErasureAnswer(open.Id, ErasureRefusal.AlreadyOpen);

                // What is held for messages that are called off comes back too.
                var hasMoney = db.Balances.Any(left => left.AccountId == customer.Account && left.Available + left.Held > 0);
                if (hasMoney && balance is BalanceChoice.None) return new ErasureAnswer(null, ErasureRefusal.BalanceUndecided);

                var request = new PrivacyRequest
                {
                    Id = id,
                    UserId = customer.User,
                    AccountId = customer.Account,
                    Kind = RequestKind.Erasure,
                    State = waiveWait ? RequestState.Open : RequestState.CoolingOff,
                    Year = dates.Origin.Year,
                    Sequence = db.NextSequence(dates.Origin.Year),
                    ReceivedAt = now,
                    Balance = hasMoney ? balance : BalanceChoice.None,
                    Jurisdiction = options.Jurisdiction,
                    DueOn = dates.Due,
                    Calendar = dates.Calendar,
                    GraceUntil = waiveWait ? null : StatutoryClock.GraceEnd(now, dates, options.SeatZone),
                };
                db.PrivacyRequests.Add(request);
                db.Tell(request, RequestStep.Received, now);
                if (waiveWait) db.Tell(request, RequestStep.GraceWaived, now);
                AuditTrail.Append(db, entry, asker.Role);
                return new ErasureAnswer(id, null);
            },
            answer => answer.Refusal is null,
            cancel);
    }
}
