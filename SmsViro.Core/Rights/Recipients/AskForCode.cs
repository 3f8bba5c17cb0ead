using System.Globalization;
using System.Security.Cryptography;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>Why what was typed could not be understood; never anything about a number that could.</summary>
public enum CodeRefusal
{
    /// <summary>No phone could ever have this number.</summary>
    NotANumber = 1,

    /// <summary>The day it came to her is in the future.</summary>
    NotADay,
}

/// <summary>The token for the browser's cookie, or why there is none.</summary>
public readonly record struct CodeAsked(string? Token, CodeRefusal? Refusal);

/// <summary>
/// Begins the proof of a number. Every number gets the same answer after the same work: one digest, one seal, one row. Whether a code may be sent to it is decided
/// after the answer, elsewhere, and nothing is looked up before the code comes back.
/// </summary>
public sealed class AskForCode(WriteQueue writes, Vault vault, CodeSender sender, RightsOptions options, TimeProvider clock)
{
    /// <summary>Nobody is shown more than this many days.</summary>
    public const int MostDays = 90;

    internal const int CodeDigits = 6;

    /// <param name="typed">The number as typed.</param>
    /// <param name="heldSince">The day it came to her, as she states it; null for 90 days or more.</param>
    /// <param name="network">Her network address; it becomes a digest that lives for an hour.</param>
    /// <param name="cancel">Honoured until the row is written.</param>
    public async Task<CodeAsked> RunAsync(string? typed, DateOnly? heldSince, string network, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!PhoneNumber.TryParse(typed, Country.UnitedKingdom, out var number)) return new CodeAsked(null, CodeRefusal.NotANumber);
        if (heldSince > DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, options.SeatZone).DateTime)) return new CodeAsked(null, CodeRefusal.NotADay);

        var (id, token) = (Guid.CreateVersion7(now), RecipientTokens.New());
        var code = RandomNumberGenerator.GetString("0123456789", CodeDigits);
        var box = await vault.OpenAsync(RecipientFields.Sessions, cancel);
        var index = await vault.IndexAsync(Scope.IndexPhone, cancel);
        var session = new RecipientSession
        {
            Id = id,
            TokenDigest = RecipientTokens.DigestOf(token),
            Number = box.Seal(RecipientFields.SessionNumber, id, number.E164),
            NumberIndex = index.Compute64(RecipientFields.NumberIndex, number.E164),
            From = FromOf(heldSince, now),
            CodeDigest = DigestOf(index, id, code),
            StartedAt = now,
        };
        await writes.RunAsync(db => db.RecipientSessions.Add(session), cancel: cancel);
        sender.Post(new CodeErrand(number, code, network));
        return new CodeAsked(token, null);
    }

    internal static byte[] DigestOf(BlindIndex index, Guid session, string code) =>
        index.Compute(RecipientFields.Code, string.Create(CultureInfo.InvariantCulture, $"{session:N}|{code}"));

    // On the day itself it may still have been another's, so hers begins at the next midnight.
    private DateTimeOffset FromOf(DateOnly? heldSince, DateTimeOffset now)
    {
        var longest = now.AddDays(-MostDays);
        if (heldSince is not { } day || day.DayNumber < DateOnly.FromDateTime(longest.UtcDateTime).DayNumber) return longest;

        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var stated = new DateTimeOffset(midnight, options.SeatZone.GetUtcOffset(midnight)).ToUniversalTime();
        return stated > longest ? stated : longest;
    }
}
