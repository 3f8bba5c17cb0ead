using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

internal sealed class PasskeyMapping : Mapping<IdentityUserPasskey<Guid>>
{
    public override void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("UserPasskeys");

        // A name a person gave is personal text and this document is readable, so it has no place in it.
        builder.OwnsOne(passkey => passkey.Data).Ignore(data => data.Name);
    }

    protected override void Declare(Columns<IdentityUserPasskey<Guid>> columns)
    {
        columns.Called("Passkeys").OfUser(passkey => new UserId(passkey.UserId)).Default(Category.SignIn, Origin.You);
        columns.Secret(passkey => passkey.CredentialId, "Passkey");
        columns.Secret(passkey => passkey.Data.PublicKey, "Passkey key");
        columns.Secret(passkey => passkey.Data.AttestationObject, "Passkey attestation");
        columns.Secret(passkey => passkey.Data.ClientDataJson, "Passkey client data");
        columns.Secret(passkey => passkey.Data.Transports, "Passkey transports");
        columns.InClear(passkey => passkey.Data.CreatedAt, "Passkey added", "a time");
        columns.InClear(passkey => passkey.Data.SignCount, "Passkey uses", "a count");
        columns.InClear(passkey => passkey.Data.IsUserVerified, "Passkey verified its user", "a state");
        columns.InClear(passkey => passkey.Data.IsBackupEligible, "Passkey can be backed up", "a state");
        columns.InClear(passkey => passkey.Data.IsBackedUp, "Passkey is backed up", "a state");
        columns.NotPersonal("an id of ours", passkey => passkey.UserId);
    }
}
