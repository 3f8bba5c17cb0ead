using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>The paper an erasure ended with. It names a request and no person, and stays for as long as the request does.</summary>
public sealed class Certificate
{
    /// <summary>The request's id.</summary>
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    /// <summary>The PDF, sealed with the trail's key of its person, which outlives her own.</summary>
    public Sealed Content { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The mail that carries it; null when no address could be read.</summary>
    public Guid? Mail { get; init; }
}

internal sealed class CertificateMapping : Mapping<Certificate>
{
    public static Field Content { get; } = new("certificate.content");

    public override void Configure(EntityTypeBuilder<Certificate> builder)
    {
        builder.ToTable("ErasureCertificates");
        builder.Property(certificate => certificate.Id).ValueGeneratedNever();
        builder.HasIndex(certificate => certificate.UserId);
    }

    protected override void Declare(Columns<Certificate> columns)
    {
        columns.Called("Certificates of erasure").OfUser(certificate => certificate.UserId).SealedIn(certificate => Scope.Audit(certificate.UserId.Value), certificate => certificate.Id)
            .Default(Category.Requests, Origin.OurSystems, PrivacyRequestMapping.Kept, Exports.Access)
            .Expires(certificate => certificate.MadeAt, PrivacyRequestMapping.ThreeYears);
        columns.InClear(certificate => certificate.MadeAt, "Made", "a time");
        columns.Sealed(certificate => certificate.Content, Content, "The paper").Withheld("It went to you by mail as it stands");
        columns.NotPersonal("an id of ours", certificate => certificate.Id, certificate => certificate.UserId, certificate => certificate.Mail);
    }
}
