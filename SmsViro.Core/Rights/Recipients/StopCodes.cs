using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>
/// Stops our codes for somebody who never asked for one: the code in the text she got is proof enough to be left alone, in any browser, for a day. The answer is the
/// same whether it fitted or not, and so is the work.
/// </summary>
public sealed class StopCodes(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, StopTexts stops)
{
    /// <summary>False when no phone could ever have the number.</summary>
    public async Task<bool> RunAsync(string? typed, string? code, CancellationToken cancel)
    {
        if (!PhoneNumber.TryParse(typed, Country.UnitedKingdom, out var number)) return false;

        var digits = new string([.. (code ?? "").Where(char.IsAsciiDigit)]);
        var index = await vault.IndexAsync(Scope.IndexPhone, cancel);
        var sought = index.Compute64(RecipientFields.NumberIndex, number.E164);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var sessions = await db.RecipientSessions.AsNoTracking().Where(row => row.NumberIndex == sought && row.CodeDigest != null && row.Tries < ProveNumber.MostTries).ToListAsync(cancel);
        if (sessions.Any(session => CryptographicOperations.FixedTimeEquals(session.CodeDigest, AskForCode.DigestOf(index, session.Id, digits))))
            await stops.StopAsync(number, StoppedTexts.Codes, cancel);
        else
            await writes.RunAsync(
                acting =>
                {
                    // A guess here is a guess there: five in all, whoever makes them.
                    foreach (var session in acting.RecipientSessions.Where(row => row.NumberIndex == sought && row.CodeDigest != null)) session.Tries++;
                },
                cancel);
        return true;
    }
}
