using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Accounts.Credentials;

internal sealed class MailedLinkMapping : Mapping<MailedLink>
{
    public override void Configure(EntityTypeBuilder<MailedLink> builder)
    {
        builder.ToTable("MailedLinks");
        builder.HasIndex(link => link.TokenDigest).IsUnique();
        builder.HasIndex(link => link.UserId);
        builder.HasIndex(link => link.ExpiresAt);
    }

    protected override void Declare(Columns<MailedLink> columns)
    {
        columns.Called("Links we mailed you").OfUser(link => link.UserId).SealedIn(link => Scope.User(link.UserId), link => link.Id)
            .Default(Category.SignIn, Origin.OurSystems, exports: Exports.Access)
            .Expires(link => link.ExpiresAt, KeptFor.ForDays(30, "30 days after a session or a link ends"));

        columns.InClear(link => link.Purpose, "Purpose", "a kind");
        columns.Sealed(link => link.NewEmail, AccountsFields.NewEmail, "New e-mail address").From(Origin.You);
        columns.InClear(link => link.CreatedAt, "Mailed", "a time");
        columns.InClear(link => link.ExpiresAt, "Expires", "a time");
        columns.InClear(link => link.UsedAt, "Used", "a time");
        columns.Secret(link => link.TokenDigest, "Link token");
        columns.NotPersonal("an id of ours", link => link.Id, link => link.UserId);
    }
}
