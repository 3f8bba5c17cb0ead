using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Accounts;

internal sealed class FormerDetailMapping : Mapping<FormerDetail>
{
    public override void Configure(EntityTypeBuilder<FormerDetail> builder)
    {
        builder.ToTable("FormerDetails");
        builder.HasIndex(detail => new { detail.UserId, detail.ReplacedAt });
        builder.HasIndex(detail => detail.ReplacedAt);
    }

    protected override void Declare(Columns<FormerDetail> columns)
    {
        columns.Called("Details you changed").OfUser(detail => detail.UserId).SealedIn(detail => Scope.User(detail.UserId), detail => detail.Id)
            .Default(Category.FormerDetails, exports: Exports.Access)
            .Expires(detail => detail.ReplacedAt, KeptFor.ForMonths(12, "12 months after you changed them"));

        columns.InClear(detail => detail.Kind, "What", "a kind");
        columns.Sealed(detail => detail.Value, AccountsFields.FormerValue, "Value before");
        columns.InClear(detail => detail.ReplacedAt, "Replaced", "a time").From(Origin.OurSystems);
        columns.NotPersonal("an id of ours", detail => detail.Id, detail => detail.UserId);
    }
}
