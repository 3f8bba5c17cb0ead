using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Custody;

internal sealed class ErasureMarkMapping : Mapping<ErasureMark>
{
    public override void Configure(EntityTypeBuilder<ErasureMark> builder)
    {
        builder.ToTable("ErasureMarks");
        builder.HasKey(mark => mark.Number);
        builder.Property(mark => mark.Number).ValueGeneratedNever();
    }

    protected override void Declare(Columns<ErasureMark> columns) =>
        columns.Called("Lines of the erasure ledger that were read").NotPersonal("about the database itself", mark => mark.Number, mark => mark.Digest, mark => mark.NotedAt, mark => mark.AppliedAt);
}

internal sealed class KeyMarkMapping : Mapping<KeyMark>
{
    public override void Configure(EntityTypeBuilder<KeyMark> builder)
    {
        builder.ToTable("KeyMarks");
        builder.Property(mark => mark.Id).ValueGeneratedNever();
    }

    protected override void Declare(Columns<KeyMark> columns) => columns.Called("The newest key the database has seen").NotPersonal("about the database itself", mark => mark.Id, mark => mark.Newest);
}
