using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Registers.Alerts;

internal sealed class AlertMapping : Mapping<Alert>
{
    private const string Year = "12 months after it was closed";

    public override void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("Alerts");
        builder.Property(alert => alert.Matter).HasMaxLength(60);
        builder.HasIndex(alert => alert.ClosedAt);
        builder.HasIndex(alert => alert.About);
    }

    protected override void Declare(Columns<Alert> columns)
    {
        columns.Called("Alerts").OfUser(alert => alert.About).SealedIn(alert => Scope.Audit(alert.About.Value), alert => alert.Id)
            .Default(Category.SecurityAlerts, Origin.OurSystems, Erasure.Kept("We must be able to show that misuse is noticed and looked into (GDPR Articles 5(2), 17(3)(e) and 32(1))", Year), Exports.Access)
            .Expires(alert => alert.ClosedAt, KeptFor.ForMonths(12, Year));
        columns.InClear(alert => alert.Kind, "What was noticed", "a kind", alert => AlertWords.Of(alert.Kind));
        columns.InClear(alert => alert.Count, "How many", "a count");
        columns.InClear(alert => alert.InVain, "Searches without a result", "a count");
        columns.InClear(alert => alert.FirstAt, "The first", "a time");
        columns.InClear(alert => alert.LastAt, "The last", "a time");
        columns.InClear(alert => alert.RaisedAt, "Noticed", "a time");
        columns.InClear(alert => alert.ClosedAt, "Closed", "a time");
        columns.InClear(alert => alert.Finding, "What came of it", "a state", alert => alert.Finding is { } finding ? AlertWords.Of(finding) : null);
        columns.Sealed(alert => alert.Reason, Alert.ReasonField, "In our words").From(Origin.OurStaff).Erased(Erasure.Scrubbed);
        columns.InClear(alert => alert.NotedAt, "You wrote about it", "a time").From(Origin.You);
        columns.Sealed(alert => alert.Note, Alert.NoteField, "In your words").From(Origin.You).Erased(Erasure.Scrubbed);
        columns.InClear(alert => alert.ClosedBy, "Who closed it, as an id", "an id of ours").Withheld("It would name a member of staff (GDPR Article 15(4); the Court of Justice, C-579/21)");
        columns.NotPersonal("an id of ours", alert => alert.Id, alert => alert.About, alert => alert.BreachId);
        columns.NotPersonal("a word of the program's", alert => alert.Matter);
    }
}

internal sealed class TrailCheckMapping : Mapping<TrailCheck>
{
    public override void Configure(EntityTypeBuilder<TrailCheck> builder)
    {
        builder.ToTable("TrailChecks");
        builder.HasIndex(check => check.At);
    }

    protected override void Declare(Columns<TrailCheck> columns)
    {
        columns.Called("Checks of the audit trail").Expires(check => check.At, KeptFor.ForMonths(12, "12 months after the check"));
        columns.NotPersonal("an id of ours", check => check.Id);
        columns.NotPersonal("about the trail itself", check => check.At, check => check.Number, check => check.Verified, check => check.BrokenAt);
        columns.NotPersonal("a digest of a line, which nobody can turn back", check => check.Head);
    }
}
