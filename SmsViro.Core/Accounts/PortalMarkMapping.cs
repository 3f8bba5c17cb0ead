using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Accounts;

internal sealed class PortalMarkMapping : Mapping<PortalMark>
{
    public override void Configure(EntityTypeBuilder<PortalMark> builder)
    {
        builder.ToTable("PortalMark");
        builder.Property(mark => mark.Id).ValueGeneratedNever();
    }

    protected override void Declare(Columns<PortalMark> columns) =>
        columns.Called("Whether the database is a demo").NotPersonal("about the database itself", mark => mark.Id, mark => mark.DemoSince);
}
