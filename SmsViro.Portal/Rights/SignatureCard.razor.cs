using System.Globalization;
using SmsViro.Core.Custody;

namespace SmsViro.Portal.Rights;

/// <summary>The fingerprint by which anyone can tell a paper of ours from another.</summary>
public sealed partial class SignatureCard(PortalCertificate certificates)
{
    private CertificateFacts? _certificate;

    protected override async Task OnInitializedAsync() => _certificate = await certificates.FactsAsync(CancellationToken.None);

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
