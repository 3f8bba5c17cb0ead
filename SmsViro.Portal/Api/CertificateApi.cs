using System.Security.Cryptography;
using System.Text;
using SmsViro.Core.Custody;

namespace SmsViro.Portal.Api;

/// <summary>The certificate our papers are signed with, for whoever wants to check one without us.</summary>
public static class CertificateApi
{
    public static void MapCertificate(this WebApplication app) =>
        app.MapGet(
                Urls.PromisesCertificate,
                async (PortalCertificate certificates, CancellationToken cancel) =>
                {
                    var facts = await certificates.FactsAsync(cancel);
                    var pem = PemEncoding.WriteString("CERTIFICATE", facts.Certificate.Span);
                    return Results.File(Encoding.ASCII.GetBytes(pem), "application/x-pem-file", "portal.pem");
                })
            .AllowAnonymous();
}
