using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Messaging;

internal sealed class EarlierHandoverMapping : Mapping<EarlierHandover>
{
    public override void Configure(EntityTypeBuilder<EarlierHandover> builder)
    {
        builder.ToTable("EarlierHandovers");
        builder.HasKey(handover => new { handover.MessageRow, handover.At });
        builder.Property(handover => handover.MessageRow).ValueGeneratedNever();
        builder.Property(handover => handover.At).ValueGeneratedNever();
        builder.Property(handover => handover.Operator).HasMaxLength(OperatorOptions.LongestName);
        builder.HasOne(handover => handover.Message).WithMany().HasForeignKey(handover => handover.MessageRow).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(handover => handover.Message).AutoInclude();
    }

    protected override void Declare(Columns<EarlierHandover> columns)
    {
        columns.Called("Earlier attempts to deliver").OfAccount(handover => handover.Message.Batch.AccountId).FiledByMonth("earlier-attempts", handover => handover.Message.Batch.Bucket)
            .Default(Category.Traffic, Origin.OurSystems);
        columns.InClear(handover => handover.MessageRow, "Reference", "an id of ours", handover => handover.Message.MessageId.ToString());
        columns.InClear(handover => handover.At, "Handed to the operator", "a time", handover => Ticks.At(handover.At));
        columns.NotPersonal("the name of a company", handover => handover.Operator);
        columns.Beside("SharedWith", Category.Traffic, "Shared with", handover => SharedWith.Named(handover.Operator));
    }
}
