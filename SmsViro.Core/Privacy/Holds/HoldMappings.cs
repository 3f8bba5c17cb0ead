using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Privacy.Holds;

internal sealed class HoldMapping : Mapping<Hold>
{
    public static Field Reason { get; } = new("hold.reason");

    public static Erasure Kept { get; } = Erasure.Kept("A legal claim or a law needs it: nothing but the items named (GDPR Article 17(3)(b) and (e))", "The hold is released");

    public override void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable("Holds");
        builder.Ignore(hold => hold.IsActive).Ignore(hold => hold.ConfirmBy);
        builder.Property(hold => hold.Category).HasMaxLength(60);
        builder.Property(hold => hold.Table).HasMaxLength(60);
        builder.Property(hold => hold.Row).HasMaxLength(60);
        builder.HasIndex(hold => hold.UserId);
        builder.HasIndex(hold => hold.ReviewOn).HasFilter("\"ReleasedAt\" IS NULL");
    }

    protected override void Declare(Columns<Hold> columns)
    {
        columns.Called("Holds").OfUser(hold => hold.UserId).SealedIn(hold => Scope.Hold(hold.Id), hold => hold.Id)
            .Default(Category.Holds, Origin.OurStaff, Kept, Exports.Access)
            .Expires(hold => hold.ReleasedAt, KeptFor.ForYears(3, "3 years after it was released"));
        columns.InClear(hold => hold.PlacedAt, "Placed", "a time");
        columns.InClear(hold => hold.Ground, "Ground", "a state");
        columns.InClear(hold => hold.ReviewOn, "Reviewed at the latest on", "a date");
        columns.InClear(hold => hold.ConfirmedAt, "Confirmed by a second person", "a time");
        columns.InClear(hold => hold.ReleaseAskedAt, "Its end was asked for", "a time");
        columns.InClear(hold => hold.ReleasedAt, "Released", "a time");
        columns.Sealed(hold => hold.Reason, Reason, "Why").Withheld("It may say how a claim is defended (GDPR Articles 15(4) and 23(1)(j))");
        columns.InClear(hold => hold.PlacedBy, "Placed by, as an id", "an id of ours").Withheld("It would name a member of staff (GDPR Article 15(4); the Court of Justice, C-579/21)");
        columns.InClear(hold => hold.ConfirmedBy, "Confirmed by, as an id", "an id of ours").Withheld("It would name a member of staff (GDPR Article 15(4); the Court of Justice, C-579/21)");
        columns.InClear(hold => hold.ReleaseAskedBy, "Its end asked for by, as an id", "an id of ours").Withheld("It would name a member of staff (GDPR Article 15(4); the Court of Justice, C-579/21)");
        columns.InClear(hold => hold.ReleasedBy, "Released by, as an id", "an id of ours").Withheld("It would name a member of staff (GDPR Article 15(4); the Court of Justice, C-579/21)");
        columns.NotPersonal("an id of ours", hold => hold.Id, hold => hold.UserId, hold => hold.AccountId, hold => hold.Row);
        columns.NotPersonal("a word of the program's", hold => hold.Category, hold => hold.Table);
    }
}

internal sealed class HeldItemMapping : Mapping<HeldItem>
{
    public static Field Content { get; } = new("hold.content");

    public override void Configure(EntityTypeBuilder<HeldItem> builder)
    {
        builder.ToTable("HeldItems");
        builder.Property(item => item.Table).HasMaxLength(60);
        builder.Property(item => item.Row).HasMaxLength(60);
        builder.HasIndex(item => new { item.HoldId, item.Table, item.Row }).IsUnique();
        builder.HasIndex(item => item.UserId);
    }

    protected override void Declare(Columns<HeldItem> columns)
    {
        columns.Called("Items under a hold").OfUser(item => item.UserId).SealedIn(item => Scope.Hold(item.HoldId), item => item.Id)
            .Default(Category.Holds, Origin.OurSystems, HoldMapping.Kept, Exports.Access);
        columns.Sealed(item => item.Content, Content, "What is kept").AboutTheRecipientToo(HoldMapping.Kept);
        columns.InClear(item => item.KeptAt, "Kept since", "a time");
        columns.NotPersonal("an id of ours", item => item.Id, item => item.HoldId, item => item.UserId, item => item.Row);
        columns.NotPersonal("a word of the program's", item => item.Table);
    }
}
