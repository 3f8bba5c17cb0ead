using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmsViro.Core.Custody.Signing;
using SmsViro.Core.Encryption;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>The key that signs papers takes a second to make, so the stores of one run share one; how the portal makes its own is proved in <c>PortalCertificateTests</c>.</summary>
internal static class SharedCertificate
{
    private const int Years = 20;

    private static readonly DateTimeOffset MadeAt = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<(byte[] Certificate, byte[] Key)> Shared = new(Make);

    public static async Task GiveAsync(TestStore store)
    {
        var box = await store.Vault.OpenAsync(Scope.SystemSigning, TestContext.Current.CancellationToken);
        var (certificate, key) = Shared.Value;
        var id = Guid.CreateVersion7();
        var given = new SigningCertificate
        {
            Id = id,
            MadeAt = MadeAt,
            ExpiresAt = MadeAt.AddYears(Years),
            Certificate = certificate,
            Key = box.SealBytes(SigningCertificateMapping.Key, id, key),
        };
        await store.Writes.RunAsync(db => db.SigningCertificates.Add(given), TestContext.Current.CancellationToken);
    }

    private static (byte[] Certificate, byte[] Key) Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=SMSViro", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(MadeAt, MadeAt.AddYears(Years));
        return (certificate.RawData, key.ExportPkcs8PrivateKey());
    }
}
