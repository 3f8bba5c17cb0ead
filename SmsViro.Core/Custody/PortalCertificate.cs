using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Custody.Signing;
using SmsViro.Core.Documents;
using SmsViro.Core.Documents.Pdf;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Custody;

/// <summary>
/// The certificate with which this installation signs papers and manifests: made at first use, one for all processes, renewed a year before it ends.
/// Nobody else vouches for it, so readers call the signer unknown until they compare the fingerprint. The key is opened for each signature and held for none.
/// </summary>
public sealed class PortalCertificate(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, Vault vault, CustodyOptions options, TimeProvider clock)
{
    private const int KeyBits = 3072;
    private const int Years = 10;

    private static readonly TimeSpan RenewedBefore = TimeSpan.FromDays(365);

    private volatile SigningCertificate? _present;

    /// <summary>What anybody may know of the certificate in use.</summary>
    public async Task<CertificateFacts> FactsAsync(CancellationToken cancel)
    {
        var present = await PresentAsync(cancel);
        return new(FingerprintOf(present.Certificate), present.MadeAt, present.ExpiresAt, present.Certificate);
    }

    /// <summary>A signer of one paper, for <see cref="Document.Signature"/>.</summary>
    public async Task<Signature> ForPaperAsync(string reason, CancellationToken cancel)
    {
        var sign = await SignerAsync(cancel);
        return new Signature { Signer = options.SignerName, Reason = reason, Sign = sign, Room = sign(new byte[SHA256.HashSizeInBytes]).Length };
    }

    /// <summary>A detached signature (CMS, DER) of a content, such as an archive's manifest: <c>openssl cms -verify -inform DER -content manifest.json -noverify</c>.</summary>
    public async Task<byte[]> SignAsync(Stream content, CancellationToken cancel) =>
        (await SignerAsync(cancel))(await SHA256.HashDataAsync(content, cancel));

    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> content, CancellationToken cancel) => (await SignerAsync(cancel))(SHA256.HashData(content.Span));

    /// <summary>Whether a detached signature is this installation's, over exactly this content.</summary>
    public async Task<SignatureVerdict> VerifyAsync(Stream content, ReadOnlyMemory<byte> signature, CancellationToken cancel) =>
        await JudgeAsync(signature, await SHA256.HashDataAsync(content, cancel), cancel);

    /// <summary>Whether a paper (a file that can be read from any place) is this installation's, and every byte as it was written.</summary>
    public async Task<SignatureVerdict> VerifyPaperAsync(Stream paper, CancellationToken cancel) =>
        await SignedPaper.ReadAsync(paper, cancel) is { } signed ? await JudgeAsync(signed.Signature, signed.Digest, cancel) : SignatureVerdict.NotSigned;

    private async Task<SignatureVerdict> JudgeAsync(ReadOnlyMemory<byte> signature, ReadOnlyMemory<byte> digest, CancellationToken cancel)
    {
        using var signer = DetachedSignature.SignerOf(signature, digest.Span);
        if (signer is null) return SignatureVerdict.Changed;

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ours = await db.SigningCertificates.AsNoTracking().Select(certificate => certificate.Certificate).ToListAsync(cancel);
        return ours.Exists(certificate => certificate.AsSpan().SequenceEqual(signer.RawDataMemory.Span)) ? SignatureVerdict.Genuine : SignatureVerdict.NotOurs;
    }

    private async Task<Func<ReadOnlyMemory<byte>, byte[]>> SignerAsync(CancellationToken cancel)
    {
        var present = await PresentAsync(cancel);
        var box = await vault.FindAsync(Scope.SystemSigning, cancel);
        var now = clock.GetUtcNow();
        return digest => Sign(present, box, digest, now);
    }

    private static byte[] Sign(SigningCertificate present, Box box, ReadOnlyMemory<byte> digest, DateTimeOffset now)
    {
        var opened = box.OpenBytes(SigningCertificateMapping.Key, present.Id, present.Key);
        if (opened is not { Status: OpenStatus.Ok, Bytes: { } pkcs8 })
            throw new KeysException($"The key that signs papers is {opened.Status.ToString().ToLowerInvariant()}: put the key store back that this database had.");

        using var key = RSA.Create();
        using var certificate = X509CertificateLoader.LoadCertificate(present.Certificate);
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        CryptographicOperations.ZeroMemory(pkcs8);
        return DetachedSignature.Sign(digest, now, certificate, key);
    }

    private async Task<SigningCertificate> PresentAsync(CancellationToken cancel)
    {
        var soon = clock.GetUtcNow() + RenewedBefore;
        if (_present is { } present && present.ExpiresAt > soon) return present;

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Latest(db, soon).FirstOrDefaultAsync(cancel) is { } stored) return _present = stored;

        var made = Make(await vault.OpenAsync(Scope.SystemSigning, cancel));

        // Of two processes that made one, the first one's counts.
        return _present = await writes.RunAsync(
            within =>
            {
                if (Latest(within, soon).FirstOrDefault() is { } other) return other;

                within.SigningCertificates.Add(made);
                return made;
            },
            cancel: cancel);
    }

    private static IQueryable<SigningCertificate> Latest(PortalDbContext db, DateTimeOffset soon) =>
        db.SigningCertificates.AsNoTracking().Where(certificate => certificate.ExpiresAt > soon).OrderByDescending(certificate => certificate.MadeAt);

    private SigningCertificate Make(Box box)
    {
        // An X.509 certificate counts in whole seconds.
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var id = Guid.CreateVersion7();
        using var key = RSA.Create(KeyBits);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(options.SignerName);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(now, now.AddYears(Years));

        var pkcs8 = key.ExportPkcs8PrivateKey();
        var made = new SigningCertificate
        {
            Id = id,
            MadeAt = now,
            ExpiresAt = now.AddYears(Years),
            Certificate = certificate.RawData,
            Key = box.SealBytes(SigningCertificateMapping.Key, id, pkcs8),
        };
        CryptographicOperations.ZeroMemory(pkcs8);
        return made;
    }

    // As readers of PDF and openssl print it.
    private static string FingerprintOf(byte[] certificate) => string.Join(':', SHA256.HashData(certificate).Select(value => value.ToString("X2", null)));
}

/// <summary>The certificate in use: its SHA-256 fingerprint in pairs of digits, its days, and itself (X.509, DER).</summary>
public sealed record CertificateFacts(string Fingerprint, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, ReadOnlyMemory<byte> Certificate);

/// <summary>What a look at a signature found.</summary>
public enum SignatureVerdict
{
    /// <summary>Ours, and not a byte was changed.</summary>
    Genuine,

    /// <summary>No signature of the form ours have, or something was added behind it.</summary>
    NotSigned,

    /// <summary>The signature does not stand over this content.</summary>
    Changed,

    /// <summary>Whole, but made with somebody else's certificate.</summary>
    NotOurs,
}
