using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

internal sealed class PortalUserMapping : Mapping<PortalUser>
{
    public override void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.ToTable("Users");
        builder.Ignore(user => user.Email).Ignore(user => user.UserName).Ignore(user => user.PhoneNumber).Ignore(user => user.UserId);

        // Identity leaves the e-mail index open to duplicates; one mailbox is one account.
        builder.HasIndex(user => user.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
        builder.HasIndex(user => user.PhoneIndex);
        builder.HasIndex(user => user.AccountId).IsUnique();
    }

    protected override void Declare(Columns<PortalUser> columns)
    {
        const string ground = "Nobody can sign in with it; the empty row keeps your payment record whole (tax law, GDPR Article 17(3)(b))";
        const string until = "The payment record it belongs to ends";
        columns.Called("Sign-in").OfUser(user => new UserId(user.Id)).Filed("sign-in").SealedIn(user => Scope.User(user.UserId), user => user.Id)
            .Default(Category.SignIn, Origin.OurSystems, Erasure.Scrubbed);

        columns.Sealed(user => user.EmailSealed, StorageFields.Email, "E-mail address").As(Category.Profile).From(Origin.You).OnCard("EMAIL");
        columns.Sealed(user => user.PhoneSealed, StorageFields.Phone, "Phone number").As(Category.Profile).From(Origin.You).OnCard("TEL");
        columns.Index(user => user.NormalizedEmail, "E-mail address, for signing in", of: user => user.EmailSealed, keyedBy: _ => Scope.IndexLogin, SignInDigests.OfEmail);
        columns.Index(user => user.NormalizedUserName, "E-mail address, for signing in", of: user => user.EmailSealed, keyedBy: _ => Scope.IndexLogin, SignInDigests.OfEmail);
        columns.Index(
            user => user.PhoneIndex, "Phone number, for finding the account", of: user => user.PhoneSealed, keyedBy: _ => Scope.IndexPhone,
            (index, number) => SignInDigests.OfPhone(index, PhoneNumber.FromE164(number))).As(Category.Profile);
        columns.InClear(user => user.EmailConfirmed, "E-mail confirmed", "a state");
        columns.InClear(user => user.PhoneNumberConfirmed, "Phone confirmed", "a state");
        columns.InClear(user => user.TwoFactorEnabled, "Second factor", "a state");
        columns.InClear(user => user.LockoutEnd, "Locked until", "a time");
        columns.InClear(user => user.LockoutEnabled, "Can be locked", "a state");
        columns.InClear(user => user.AccessFailedCount, "Wrong passwords in a row", "a count");
        columns.InClear(user => user.CredentialsChangedAt, "Password or address last changed", "a time");
        columns.InClear(user => user.CreatedAt, "Joined", "a time").Erased(Erasure.Kept(ground, until));
        columns.InClear(user => user.State, "Account state", "a state").Erased(Erasure.Kept(ground, until));
        columns.InClear(user => user.Role, "Role", "a state").Erased(Erasure.Kept(ground, until));
        columns.Secret(user => user.PasswordHash, "Password");
        columns.Secret(user => user.SecurityStamp, "Session stamp");
        columns.NotPersonal("an id of ours", user => user.Id, user => user.AccountId);
        columns.NotPersonal("a version of the row", user => user.ConcurrencyStamp);
    }
}

internal sealed class UserTokenMapping : Mapping<IdentityUserToken<Guid>>
{
    public override void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("UserTokens");

    protected override void Declare(Columns<IdentityUserToken<Guid>> columns)
    {
        columns.Called("Sign-in secrets").OfUser(token => new UserId(token.UserId)).SealedIn(token => Scope.User(new UserId(token.UserId)), token => token.UserId)
            .Default(Category.SignIn, Origin.OurSystems);
        columns.Secret(token => token.Value, "Authenticator key or recovery codes").SealedAsText(StorageFields.Token);
        columns.NotPersonal("an id of ours", token => token.UserId);
        columns.NotPersonal("a word of the program's", token => token.LoginProvider, token => token.Name);
    }
}
