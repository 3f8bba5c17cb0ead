using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Auditing;

internal sealed class AuditMapping : Mapping<AuditEntry>
{
    public override void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(entry => entry.Number);
        builder.Property(entry => entry.Number).ValueGeneratedNever();
        builder.HasIndex(entry => entry.At);
        builder.HasIndex(entry => new { entry.Subject, entry.Number });
        builder.HasIndex(entry => new { entry.Actor, entry.Number });
    }

    protected override void Declare(Columns<AuditEntry> columns)
    {
        var kept = Erasure.Kept("We must be able to show who looked at your data and what was done with it (GDPR Articles 5(2) and 17(3)(e))", AuditTrail.Kept.Words);
        columns.Called("Who looked").OfUser(entry => entry.Subject).Filed("activity", lines: true).SealedIn(entry => Scope.Audit(entry.Subject.Value), entry => entry.Id)
            .Default(Category.Oversight, Origin.OurSystems, kept, Exports.Access)
            .Ends(Category.Oversight, async (db, subject, cancel) =>
                await db.Set<AuditEntry>().Where(entry => entry.Subject == subject.User).MaxAsync(entry => (DateTimeOffset?)entry.At, cancel) is { } newest ? AuditTrail.Kept.EndsOn(newest) : null);

        columns.InClear(entry => entry.Number, "Entry", "a count");
        columns.InClear(entry => entry.At, "When", "a time");
        columns.InClear(entry => entry.Deed, "What", "a state", entry => WhoLooked.Words(entry.Deed));
        columns.InClear(entry => entry.Role, "By", "a state", entry => WhoLooked.Words(entry.Role, entry.Actor, entry.Subject));
        columns.Sealed(entry => entry.Reason, AuditEntry.ReasonField, "Why").From(Origin.OurStaff).Erased(Erasure.Scrubbed).KeepsItsKey("The chain holds a digest of these bytes");
        columns.InClear(entry => entry.Actor, "Who, as an id", "an id of ours").Withheld("It would name a member of staff or another customer (GDPR Article 15(4); the Court of Justice, C-579/21)");
        columns.NotPersonal("an id of ours", entry => entry.Id, entry => entry.Subject, entry => entry.Concerning);
        columns.NotPersonal("a digest of sealed bytes, which nobody can turn back", entry => entry.ReasonDigest, entry => entry.Head);
    }
}
