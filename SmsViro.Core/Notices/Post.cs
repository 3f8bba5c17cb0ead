using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Notices;

/// <summary>
/// Where slices hand in their letters. Sealing comes before the act, because keys are committed first; posting is part of the act,
/// so that a letter is on its way exactly when what it tells has happened.
/// </summary>
public sealed class Post(Vault vault, WriteQueue writes, Signals signals, TimeProvider clock)
{
    internal const string Topic = "mail";

    /// <summary>Raised when a letter of a person was taken or was not; of the empty id for letters to addresses without an account.</summary>
    public static string TopicOf(UserId owner) => $"mail/{owner}";

    /// <summary>Seals a letter; nothing is stored until <see cref="Add"/>.</summary>
    public async Task<OutgoingMail> SealAsync(Letter letter, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        var owner = letter.Owner ?? default;
        var box = await vault.OpenAsync(letter.Owner is { } person ? Scope.User(person) : Scope.SystemMail, cancel);
        var now = clock.GetUtcNow();
        return new OutgoingMail
        {
            Id = id,
            Owner = owner,
            To = box.Seal(OutgoingMailMapping.To, id, letter.To.Address),
            Subject = box.Seal(OutgoingMailMapping.Subject, id, letter.Subject),
            Body = box.Seal(OutgoingMailMapping.Body, id, letter.Body),
            Enclosure = letter.Enclosure is { } file ? box.SealBytes(OutgoingMailMapping.Enclosure, id, file.Bytes.Span) : null,
            EnclosureName = letter.Enclosure?.FileName,
            EnclosureType = letter.Enclosure?.MediaType,
            CreatedAt = now,
            NextTryAt = now,
        };
    }

    /// <summary>Takes part in the caller's act.</summary>
    public static void Add(PortalDbContext db, OutgoingMail mail) => db.OutgoingMail.Add(mail);

    /// <summary>Wakes the worker after the act; without it the letter goes a few seconds later.</summary>
    public void Hurry() => signals.Raise(Topic);

    /// <summary>A letter that belongs to no other act.</summary>
    public async Task SendAsync(Letter letter, CancellationToken cancel)
    {
        var mail = await SealAsync(letter, cancel);
        await writes.RunAsync(db => Add(db, mail), cancel);
        Hurry();
    }
}
