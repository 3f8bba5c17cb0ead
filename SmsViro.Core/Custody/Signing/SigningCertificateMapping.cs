using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Custody.Signing;

internal sealed class SigningCertificateMapping : Mapping<SigningCertificate>
{
    public static Field Key { get; } = new("signing.key");

    public override void Configure(EntityTypeBuilder<SigningCertificate> builder)
    {
        builder.ToTable("SigningCertificates");
        builder.HasIndex(certificate => certificate.MadeAt);
    }

    protected override void Declare(Columns<SigningCertificate> columns)
    {
        columns.Called("Certificates of the portal").SealedIn(_ => Scope.SystemSigning, certificate => certificate.Id);
        columns.NotPersonal("an id of ours", certificate => certificate.Id);
        columns.NotPersonal("when the portal made a certificate for itself", certificate => certificate.MadeAt, certificate => certificate.ExpiresAt);
        columns.NotPersonal("the portal's own certificate, which is public", certificate => certificate.Certificate);
        columns.OwnSecret("the portal's own key, sealed in system/signing", certificate => certificate.Key, Key);
    }
}
