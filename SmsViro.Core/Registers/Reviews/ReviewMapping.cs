using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Registers.Reviews;

internal sealed class ReviewMapping : Mapping<Review>
{
    public override void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("Reviews");
        builder.HasIndex(review => new { review.Kind, review.DoneAt });
        builder.HasIndex(review => review.DoneBy);
    }

    protected override void Declare(Columns<Review> columns)
    {
        columns.Called("Reviews you made").OfUser(review => review.DoneBy).SealedIn(_ => Scope.SystemReviews, review => review.Id)
            .Default(Category.StaffDuties, Origin.You, StaffDuties.Kept, Exports.Access)
            .Expires(review => review.DoneAt, StaffDuties.ThreeYears);
        columns.Sealed(review => review.Note, Review.NoteField, "What came of it");
        columns.InClear(review => review.Kind, "Review", "a kind", review => ReviewWords.Of(review.Kind));
        columns.InClear(review => review.DoneAt, "When", "a time");
        columns.NotPersonal("an id of ours", review => review.Id, review => review.DoneBy);
    }
}
