using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Accounts;

internal sealed class ProfileMapping : Mapping<Profile>
{
    public override void Configure(EntityTypeBuilder<Profile> builder)
    {
        builder.ToTable("Profiles");
        builder.HasKey(profile => profile.UserId);
        builder.Property(profile => profile.UserId).ValueGeneratedNever();
    }

    protected override void Declare(Columns<Profile> columns)
    {
        columns.Called("Profile").OfUser(profile => profile.UserId).SealedIn(profile => Scope.User(profile.UserId), profile => profile.UserId.Value)
            .Default(Category.Profile);

        columns.Sealed(profile => profile.Name, AccountsFields.Name, "Name").OnCard("FN");
        columns.Sealed(profile => profile.Company, AccountsFields.Company, "Company").OnCard("ORG");
        columns.Sealed(profile => profile.TimeZone, AccountsFields.TimeZone, "Time zone").OnCard("TZ");
        columns.InClear(profile => profile.UpdatedAt, "Last changed", "a time").From(Origin.OurSystems);
        columns.NotPersonal("an id of ours", profile => profile.UserId);
    }
}
