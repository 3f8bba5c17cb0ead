using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Privacy;

internal sealed class RestrictionMapping : Mapping<Restriction>
{
    /// <summary>The half that shows we kept to a choice.</summary>
    public static Erasure Kept { get; } = Erasure.Kept("We must be able to show that we kept to your choice (GDPR Articles 5(2) and 17(3)(e))", "3 years after the choice ended");

    public override void Configure(EntityTypeBuilder<Restriction> builder)
    {
        builder.ToTable("Restrictions");
        builder.HasIndex(row => new { row.AccountId, row.LiftedAt });
        builder.HasIndex(row => row.UserId);
        builder.HasIndex(row => row.EndsAt);
    }

    protected override void Declare(Columns<Restriction> columns)
    {
        columns.Called("Restrictions you asked for").OfUser(row => row.UserId).Default(Category.Choices, Origin.You, Kept, Exports.Access);
        columns.InClear(row => row.Ground, "Why", "a kind", row => PrivacyWords.Of(row.Ground));
        columns.InClear(row => row.Since, "Since", "a time");
        columns.InClear(row => row.EndsAt, "Told to end", "a time").From(Origin.OurStaff);
        columns.InClear(row => row.LiftedAt, "Ended", "a time").From(Origin.OurSystems);
        columns.NotPersonal("an id of ours", row => row.Id, row => row.UserId, row => row.AccountId, row => row.RequestId, row => row.EndLetter);
    }
}

internal sealed class ObjectionMapping : Mapping<Objection>
{
    public override void Configure(EntityTypeBuilder<Objection> builder)
    {
        builder.ToTable("Objections");
        builder.HasIndex(row => new { row.UserId, row.Use });
    }

    protected override void Declare(Columns<Objection> columns)
    {
        columns.Called("Objections").OfUser(row => row.UserId).Default(Category.Choices, Origin.You, RestrictionMapping.Kept, Exports.Access);
        columns.InClear(row => row.Use, "To what", "a kind", row => PrivacyWords.Of(row.Use));
        columns.InClear(row => row.Since, "Since", "a time");
        columns.InClear(row => row.EndedAt, "Taken back", "a time");
        columns.NotPersonal("an id of ours", row => row.Id, row => row.UserId, row => row.RequestId);
    }
}

internal sealed class ConsentMapping : Mapping<Consent>
{
    public override void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("Consents");
        builder.HasIndex(row => new { row.UserId, row.Kind });
    }

    protected override void Declare(Columns<Consent> columns)
    {
        columns.Called("Consents").OfUser(row => row.UserId).Default(Category.Choices, Origin.You, RestrictionMapping.Kept);
        columns.InClear(row => row.Kind, "To what", "a kind", row => PrivacyWords.Of(row.Kind));
        columns.InClear(row => row.TextVersion, "Version of the words", "a count");
        columns.InClear(row => row.GivenAt, "Given", "a time");
        columns.InClear(row => row.WithdrawnAt, "Taken back", "a time");
        columns.NotPersonal("an id of ours", row => row.Id, row => row.UserId);
        columns.NotPersonal("a digest of words that everybody is shown", row => row.TextHash);
    }
}

internal sealed class PolicyNoticeMapping : Mapping<PolicyNotice>
{
    public override void Configure(EntityTypeBuilder<PolicyNotice> builder)
    {
        builder.ToTable("PolicyNotices");
        builder.HasIndex(row => new { row.UserId, row.Version });
    }

    protected override void Declare(Columns<PolicyNotice> columns)
    {
        columns.Called("Privacy policies you were shown").OfUser(row => row.UserId).Default(Category.Choices, Origin.OurSystems, RestrictionMapping.Kept);
        columns.InClear(row => row.Version, "Version", "a count");
        columns.InClear(row => row.ShownAt, "When", "a time");
        columns.InClear(row => row.Way, "How", "a kind", row => PrivacyWords.Of(row.Way));
        columns.NotPersonal("an id of ours", row => row.Id, row => row.UserId);
        columns.NotPersonal("a digest of words that everybody is shown", row => row.TextHash);
    }
}
