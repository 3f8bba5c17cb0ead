using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Accounts.Credentials;

internal sealed class FailedProofMapping : Mapping<FailedProof>
{
    public override void Configure(EntityTypeBuilder<FailedProof> builder)
    {
        builder.ToTable("FailedProofs");
        builder.HasIndex(proof => new { proof.UserId, proof.At });
        builder.HasIndex(proof => proof.At);
    }

    protected override void Declare(Columns<FailedProof> columns)
    {
        columns.Called("Wrong passwords").OfUser(proof => proof.UserId).Filed("wrong-passwords", lines: true)
            .Default(Category.SignIn, Origin.OurSystems, exports: Exports.Access)
            .Expires(proof => proof.At, KeptFor.ForMonths(12, "12 months after it was typed"));
        columns.InClear(proof => proof.At, "When", "a time");
        columns.InClear(proof => proof.Door, "Where", "a kind", proof => AccountsWords.Of(proof.Door));
        columns.NotPersonal("an id of ours", proof => proof.Id, proof => proof.UserId);
    }
}
