using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Registers.Breaches;

internal sealed class BreachMapping : Mapping<Breach>
{
    public const int LongestAccounts = 40_000;

    private const string Law = "It documents a breach for the authority (GDPR Article 33(5)); whoever it affects is told by letter (Article 34)";

    public override void Configure(EntityTypeBuilder<Breach> builder)
    {
        builder.ToTable("Breaches");
        builder.Property(breach => breach.Categories).HasMaxLength(1_000);
        builder.Property(breach => breach.Accounts).HasMaxLength(LongestAccounts);
        builder.Ignore(breach => breach.AccountIds);
        builder.HasIndex(breach => breach.ClosedAt);
    }

    protected override void Declare(Columns<Breach> columns)
    {
        columns.Called("Breaches").OutOfReach(Law).SealedIn(breach => Scope.Breach(breach.Id), breach => breach.Id)
            .Default(Category.Breaches, Origin.OurStaff, Erasure.Kept("A law obliges us to document every breach (GDPR Articles 33(5) and 17(3)(b))", "3 years after it was closed"), Exports.None)
            .Expires(breach => breach.ClosedAt, KeptFor.ForYears(3, "3 years after it was closed"));
        columns.Sealed(breach => breach.Title, BreachFields.Title, "Title");
        columns.Sealed(breach => breach.Facts, BreachFields.Facts, "What happened");
        columns.Sealed(breach => breach.Effects, BreachFields.Effects, "Effects");
        columns.Sealed(breach => breach.Measures, BreachFields.Measures, "Measures");
        columns.Sealed(breach => breach.SubjectsReason, BreachFields.Reason, "Why people are told or not");
        columns.Sealed(breach => breach.Conclusion, BreachFields.Conclusion, "Conclusion");
        columns.InClear(breach => breach.FoundAt, "Found", "a time");
        columns.InClear(breach => breach.LoggedAt, "Logged", "a time");
        columns.InClear(breach => breach.CountedAt, "Counted", "a time");
        columns.InClear(breach => breach.FirstNoticeAt, "First notice", "a time");
        columns.InClear(breach => breach.FullNoticeAt, "Full notice", "a time");
        columns.InClear(breach => breach.AuthorityToldAt, "Authority told", "a time");
        columns.InClear(breach => breach.CustomersToldAt, "Customers told", "a time");
        columns.InClear(breach => breach.SubjectsToldAt, "People told", "a time");
        columns.InClear(breach => breach.ClosedAt, "Closed", "a time");
        columns.InClear(breach => breach.Subjects, "Whether people are told", "a state");
        columns.InClear(breach => breach.Affected, "Accounts affected", "a count");
        columns.InClear(breach => breach.AffectedStaff, "Of them our staff", "a count");
        columns.InClear(breach => breach.Form, "In what form it got out", "a state");
        columns.InClear(breach => breach.RecipientsLeast, "Recipients affected, at least", "a count");
        columns.InClear(breach => breach.RecipientsMost, "Recipients affected, at most", "a count");
        columns.InClear(breach => breach.ConcernsCustomers, "Customers have to be told", "a state");
        columns.InClear(breach => breach.LoggedBy, "Logged by, as an id", "an id of ours");
        columns.NotPersonal("ids of ours", breach => breach.Id, breach => breach.Accounts);
        columns.NotPersonal("words of the program's", breach => breach.Categories);
        columns.NotPersonal("which warnings went", breach => breach.Warned);
    }
}

internal static class BreachFields
{
    public static Field Title { get; } = new("breach.title");

    public static Field Facts { get; } = new("breach.facts");

    public static Field Effects { get; } = new("breach.effects");

    public static Field Measures { get; } = new("breach.measures");

    public static Field Conclusion { get; } = new("breach.conclusion");

    public static Field Reason { get; } = new("breach.reason");
}
