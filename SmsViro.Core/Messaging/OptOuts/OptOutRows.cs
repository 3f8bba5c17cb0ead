using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.OptOuts;

/// <summary>An opt-out ready to be added inside somebody's act: sealed and digested before it.</summary>
internal static class OptOutRows
{
    /// <summary>Makes the row; nothing is stored until <see cref="Add"/>.</summary>
    /// <exception cref="ScopeShreddedException">The account is being erased, and with it everything it could send.</exception>
    public static async ValueTask<OptOut> MakeAsync(Vault vault, AccountId account, PhoneNumber number, OptOutHow how, DateTimeOffset at, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(at);
        return new OptOut
        {
            Id = id,
            AccountId = account,
            NumberIndex = (await vault.IndexAsync(Scope.IndexOptOut(account), cancel)).Compute64(MessagingFields.OptOutIndex, number.E164),
            Number = (await vault.OpenAsync(Scope.Account(account), cancel)).Seal(MessagingFields.OptOutNumber, id, number.E164),
            Since = at,
            How = how,
        };
    }

    /// <summary>False when the number had opted out before: the first time counts.</summary>
    public static bool Add(PortalDbContext db, OptOut optOut)
    {
        if (db.OptOuts.Any(known => known.AccountId == optOut.AccountId && known.NumberIndex == optOut.NumberIndex)) return false;

        db.OptOuts.Add(optOut);
        return true;
    }

    /// <summary>Takes an opt-out back inside the caller's act; false when there was none.</summary>
    public static bool Remove(PortalDbContext db, AccountId account, long numberIndex)
    {
        if (db.OptOuts.SingleOrDefault(known => known.AccountId == account && known.NumberIndex == numberIndex) is not { } known) return false;

        db.OptOuts.Remove(known);
        return true;
    }

    /// <summary>Tells pages and the sending path; after the commit.</summary>
    public static void Tell(Signals signals, AccountId? account)
    {
        signals.Raise(MessagingTopics.Silence);
        if (account is { } one) signals.Raise(MessagingTopics.OptOuts(one));
    }
}
