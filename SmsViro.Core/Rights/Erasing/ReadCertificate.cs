using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>How a certificate stands at the desk.</summary>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Delivery">What became of the mail with it.</param>
/// <param name="Tries">How often the mail server was asked.</param>
public sealed record CertificateView(DateTimeOffset MadeAt, CertificateDelivery Delivery, int Tries);

/// <summary>Whether a certificate reached the address kept for it.</summary>
public enum CertificateDelivery
{
    Sent,

    /// <summary>The mail server has not taken it yet; it is tried for 30 days.</summary>
    Waiting,

    /// <summary>No address could be read, or the mail could not be sent in its time: it stays here until somebody asks for it.</summary>
    Undeliverable,
}

/// <summary>Lets staff see whether a certificate was delivered, and open it for whoever asks for one that was not.</summary>
public sealed class ReadCertificate(IDbContextFactory<PortalDbContext> contexts, Vault vault, TimeProvider clock)
{
    /// <summary>Null while there is none.</summary>
    public async Task<CertificateView?> RunAsync(AccessGrant grant, Guid request, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Certificates.AsNoTracking().Where(found => found.Id == request && found.UserId == grant.Subject.User).Select(found => new { found.MadeAt, found.Mail }).SingleOrDefaultAsync(cancel) is not { } made)
            return null;

        var mail = await db.OutgoingMail.AsNoTracking().Where(mail => mail.Id == made.Mail).Select(mail => new { mail.State, mail.Tries }).SingleOrDefaultAsync(cancel);
        var undelivered = await db.RequestEvents.AnyAsync(step => step.RequestId == request && step.Step == RequestStep.CertificateUndelivered, cancel);
        return new CertificateView(
            made.MadeAt,
            mail?.State switch
            {
                MailState.Sent => CertificateDelivery.Sent,
                MailState.Waiting => CertificateDelivery.Waiting,
                MailState.Unreadable => CertificateDelivery.Undeliverable,
                null => made.Mail is null || undelivered ? CertificateDelivery.Undeliverable : CertificateDelivery.Sent,
            },
            mail?.Tries ?? 0);
    }

    /// <summary>The paper itself; null when there is none or it cannot be opened.</summary>
    public async Task<byte[]?> OpenAsync(AccessGrant grant, Guid request, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Certificates.AsNoTracking().SingleOrDefaultAsync(found => found.Id == request && found.UserId == grant.Subject.User, cancel) is { } certificate
            ? (await vault.FindAsync(Scope.Audit(certificate.UserId.Value), cancel)).OpenBytes(CertificateMapping.Content, certificate.Id, certificate.Content).Bytes
            : null;
    }
}
