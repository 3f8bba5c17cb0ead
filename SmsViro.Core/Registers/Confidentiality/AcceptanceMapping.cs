using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Registers.Confidentiality;

internal sealed class AcceptanceMapping : Mapping<Acceptance>
{
    public override void Configure(EntityTypeBuilder<Acceptance> builder)
    {
        builder.ToTable("ConfidentialityAcceptances");
        builder.Property(acceptance => acceptance.Digest).HasMaxLength(64);
        builder.HasIndex(acceptance => new { acceptance.UserId, acceptance.Version }).IsUnique();
        builder.HasIndex(acceptance => acceptance.AcceptedAt);
    }

    protected override void Declare(Columns<Acceptance> columns)
    {
        columns.Called("Undertakings you signed").OfUser(acceptance => acceptance.UserId).Default(Category.StaffDuties, Origin.You, StaffDuties.Kept, Exports.Access)
            .Expires(acceptance => acceptance.AcceptedAt, StaffDuties.ThreeYears);
        columns.InClear(acceptance => acceptance.AcceptedAt, "When", "a time");
        columns.InClear(acceptance => acceptance.Version, "Version", "a count");
        columns.NotPersonal("an id of ours", acceptance => acceptance.Id, acceptance => acceptance.UserId);
        columns.NotPersonal("a digest of a text of ours", acceptance => acceptance.Digest);
    }
}
