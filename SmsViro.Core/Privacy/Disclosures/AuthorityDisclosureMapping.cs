using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Privacy.Disclosures;

internal sealed class AuthorityDisclosureMapping : Mapping<AuthorityDisclosure>
{
    public static Field Authority { get; } = new("disclosure.authority");

    public static Field Basis { get; } = new("disclosure.basis");

    public static Field What { get; } = new("disclosure.what");

    public override void Configure(EntityTypeBuilder<AuthorityDisclosure> builder)
    {
        builder.ToTable("AuthorityDisclosures");
        builder.HasIndex(disclosure => disclosure.UserId);
        builder.HasIndex(disclosure => disclosure.ToldAt);
    }

    protected override void Declare(Columns<AuthorityDisclosure> columns)
    {
        // In the scope of what the trail keeps about her, because it outlives her own.
        columns.Called("Given to authorities").OfUser(disclosure => disclosure.UserId).SealedIn(disclosure => Scope.Audit(disclosure.UserId.Value), disclosure => disclosure.Id)
            .Default(Category.Disclosures, Origin.OurSystems, Kept, Exports.Access)
            .Expires(disclosure => disclosure.ToldAt, KeptFor.ForYears(3, "3 years after we told you"));
        columns.Sealed(disclosure => disclosure.Authority, Authority, "Authority");
        columns.Sealed(disclosure => disclosure.Basis, Basis, "Under which law and order");
        columns.Sealed(disclosure => disclosure.What, What, "What it received");
        columns.InClear(disclosure => disclosure.At, "When", "a time");
        columns.InClear(disclosure => disclosure.ToldAt, "You were told", "a time");
        columns.InClear(disclosure => disclosure.SilentUntil, "The law kept it from you until", "a date");
        columns.NotPersonal("an id of ours", disclosure => disclosure.Id, disclosure => disclosure.UserId);
    }

    private static Erasure Kept { get; } =
        Erasure.Kept("A law obliges us to be able to show what we gave to an authority, and why (GDPR Articles 5(2) and 17(3)(b))", "3 years after we told you");
}
