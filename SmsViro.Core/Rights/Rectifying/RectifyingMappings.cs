using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Rectifying;

internal sealed class CorrectionMapping : Mapping<Correction>
{
    public override void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.ToTable("Corrections");
        builder.Property(row => row.Category).HasMaxLength(60);
        builder.Property(row => row.Table).HasMaxLength(60);
        builder.Property(row => row.Row).HasMaxLength(60);
        builder.HasIndex(row => new { row.UserId, row.At });
        builder.HasIndex(row => row.RequestId);
    }

    protected override void Declare(Columns<Correction> columns)
    {
        columns.Called("Corrections by our staff").OfUser(row => row.UserId).SealedIn(row => Scope.Request(row.RequestId), row => row.Id)
            .Default(Category.Requests, Origin.OurStaff, PrivacyRequestMapping.Kept, Exports.Access);
        columns.InClear(row => row.Detail, "What", "a kind");
        columns.InClear(row => row.At, "When", "a time");
        columns.Sealed(row => row.Was, RequestFields.CorrectionWas, "Before").Erased(Erasure.Scrubbed);
        columns.Sealed(row => row.Is, RequestFields.CorrectionIs, "Now").Erased(Erasure.Scrubbed);
        columns.NotPersonal("an id of ours", row => row.Id, row => row.RequestId, row => row.UserId, row => row.Row);
        columns.NotPersonal("a word of the program's", row => row.Category, row => row.Table);
    }
}

internal sealed class RecipientTaskMapping : Mapping<RecipientTask>
{
    public override void Configure(EntityTypeBuilder<RecipientTask> builder)
    {
        builder.ToTable("RecipientTasks");
        builder.Property(row => row.Recipient).HasMaxLength(200);
        builder.HasIndex(row => row.RequestId);
        builder.HasIndex(row => row.UserId);
    }

    protected override void Declare(Columns<RecipientTask> columns)
    {
        columns.Called("Who was told of a change").OfUser(row => row.UserId).SealedIn(row => Scope.Request(row.RequestId), row => row.Id)
            .Default(Category.Requests, Origin.OurStaff, PrivacyRequestMapping.Kept, Exports.Access);
        columns.InClear(row => row.CreatedAt, "To be told since", "a time");
        columns.InClear(row => row.ToldAt, "Told", "a time");
        columns.Sealed(row => row.How, RequestFields.ToldHow, "How").Erased(Erasure.Scrubbed);
        columns.NotPersonal("an id of ours", row => row.Id, row => row.RequestId, row => row.UserId);
        columns.NotPersonal("a company we hand data to, named by its own name", row => row.Recipient);
    }
}
