using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Notices;

/// <summary>One mail as /dev/mail shows it; the letter is null when it cannot be opened.</summary>
public sealed record PostedMail(Guid Id, DateTimeOffset WrittenAt, MailState State, Letter? Letter);

/// <summary>Looks into the outgoing mail.</summary>
public sealed class Outbox(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    /// <summary>How many letters wait for a mail server; a count, so nothing is opened.</summary>
    public async Task<int> CountWaitingAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.OutgoingMail.CountAsync(mail => mail.State == MailState.Waiting, cancel);
    }

    /// <summary>The newest letters, opened. For /dev/mail alone, which exists in Development only.</summary>
    public async Task<IReadOnlyList<PostedMail>> NewestAsync(int most, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.OutgoingMail.AsNoTracking().OrderByDescending(mail => mail.CreatedAt).Take(most).ToListAsync(cancel);
        var mails = new List<PostedMail>(rows.Count);
        foreach (var row in rows)
            mails.Add(new PostedMail(row.Id, row.CreatedAt, row.State, row.Read(await vault.FindAsync(row.Scope, cancel))));
        return mails;
    }
}
