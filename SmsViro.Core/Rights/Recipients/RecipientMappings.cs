using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Recipients;

internal sealed class RecipientSessionMapping : Mapping<RecipientSession>
{
    public override void Configure(EntityTypeBuilder<RecipientSession> builder)
    {
        builder.ToTable("RecipientSessions");
        builder.HasIndex(session => session.TokenDigest).IsUnique();
        builder.HasIndex(session => session.NumberIndex);
        builder.HasIndex(session => session.StartedAt);
    }

    protected override void Declare(Columns<RecipientSession> columns)
    {
        columns.Called("Numbers being proved").OfRecipients().SealedIn(_ => RecipientFields.Sessions, session => session.Id).Default(Category.RecipientRequests);
        columns.Sealed(session => session.Number, RecipientFields.SessionNumber, "Number");
        columns.Index(session => session.NumberIndex, "Number, for finding it").KeepsItsKey("It lives half an hour");
        columns.InClear(session => session.From, "Held since", "a time");
        columns.InClear(session => session.StartedAt, "Code asked for", "a time");
        columns.InClear(session => session.ProvedAt, "Proved", "a time");
        columns.InClear(session => session.Tries, "Wrong codes", "a count");
        columns.Secret(session => session.TokenDigest, "Proof in your browser");
        columns.Secret(session => session.CodeDigest, "Code");
        columns.NotPersonal("an id of ours", session => session.Id);
    }
}

internal sealed class CodeCountMapping : Mapping<CodeCount>
{
    public override void Configure(EntityTypeBuilder<CodeCount> builder)
    {
        builder.ToTable("RecipientCodeCounts");
        builder.HasKey(count => count.Key);
        builder.Property(count => count.Key).ValueGeneratedNever();
        builder.HasIndex(count => count.Until);
    }

    protected override void Declare(Columns<CodeCount> columns)
    {
        columns.Called("How often codes were asked for").OfRecipients().Default(Category.RecipientRequests, Origin.OurSystems);
        columns.Index(count => count.Key, "Number, prefix or network address in one hour or day").KeepsItsKey("It lives a day, and what it stands for is kept nowhere");
        columns.InClear(count => count.Count, "How often", "a count");
        columns.InClear(count => count.Until, "Until", "a time");
    }
}

internal sealed class RecipientFindingMapping : Mapping<RecipientFinding>
{
    public override void Configure(EntityTypeBuilder<RecipientFinding> builder)
    {
        builder.ToTable("RecipientFindings");
        builder.HasKey(finding => new { finding.SearchId, finding.MessageRow });
    }

    protected override void Declare(Columns<RecipientFinding> columns)
    {
        columns.Called("Texts a search found").OfRecipients().Default(Category.RecipientRequests, Origin.OurSystems);
        columns.InClear(finding => finding.AcceptedAt, "When", "a time");
        columns.InClear(finding => finding.Kind, "Kind", "a state");
        columns.InClear(finding => finding.State, "State", "a state");
        columns.NotPersonal("an id of ours", finding => finding.SearchId, finding => finding.MessageRow, finding => finding.AccountId);
    }
}

internal sealed class RecipientRequestMapping : Mapping<RecipientRequest>
{
    public override void Configure(EntityTypeBuilder<RecipientRequest> builder)
    {
        builder.ToTable("RecipientRequests");
        builder.Ignore(request => request.Reference).Ignore(request => request.HasEnded);
        builder.HasIndex(request => new { request.Year, request.Sequence }).IsUnique();
        builder.HasIndex(request => request.NumberIndex);
        builder.HasIndex(request => new { request.AccountId, request.State });
        builder.HasIndex(request => new { request.State, request.DueOn });
    }

    protected override void Declare(Columns<RecipientRequest> columns)
    {
        columns.Called("Requests of recipients").OfRecipients().SealedIn(request => Scope.Request(request.Id), request => request.Id).Default(Category.RecipientRequests);
        columns.Sealed(request => request.Number, RecipientFields.RequestNumber, "Number").Erased(Forgotten);
        columns.Index(request => request.NumberIndex, "Number, for finding it again").Erased(Forgotten).KeepsItsKey("It shares its key with the numbers nothing is sent to, which are kept nowhere");
        columns.Sealed(request => request.Note, RecipientFields.Note, "What you added").Erased(Forgotten);
        columns.Sealed(request => request.Answer, RecipientFields.Answer, "The answer").From(Origin.OtherCustomers).Erased(Forgotten);
        columns.Sealed(request => request.SentBack, RecipientFields.SentBack, "Why it was sent back").From(Origin.OurStaff).Erased(Forgotten);
        columns.InClear(request => request.Sequence, "Request", "a number of ours", request => request.Reference).Erased(PrivacyRequestMapping.Kept);
        columns.InClear(request => request.Kind, "What you asked", "a kind").Erased(PrivacyRequestMapping.Kept);
        columns.InClear(request => request.About, "About what", "a kind").Erased(PrivacyRequestMapping.Kept);
        columns.InClear(request => request.State, "State", "a state").Erased(PrivacyRequestMapping.Kept);
        columns.InClear(request => request.From, "From when on", "a time").Erased(PrivacyRequestMapping.Kept);
        columns.InClear(request => request.ReceivedAt, "Received", "a time").Erased(PrivacyRequestMapping.Kept);
        columns.InClear(request => request.DueOn, "Answer due", "a date", request => request.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Erased(PrivacyRequestMapping.Kept);
        columns.InClear(request => request.AnsweredAt, "Answered", "a time").Erased(PrivacyRequestMapping.Kept);
        columns.InClear(request => request.Rows, "Rows emptied", "a count").Erased(PrivacyRequestMapping.Kept);
        columns.NotPersonal("an id of ours", request => request.Id, request => request.AccountId);
        columns.InClear(request => request.ProposedBy, "Answer written by, as an id", "an id of ours").From(Origin.OurStaff).Withheld(PrivacyRequestMapping.NamesStaff).Erased(PrivacyRequestMapping.Kept);
        columns.InClear(request => request.SenderRemindedAt, "Its sender was reminded", "a time").From(Origin.OurSystems).Erased(PrivacyRequestMapping.Kept);
        columns.NotPersonal("a warning to our staff", request => request.WarnedAt);
        columns.NotPersonal("which law sets our clock", request => request.Year, request => request.Jurisdiction);
    }

    private static Erasure Forgotten { get; } = Erasure.Kept("To answer you, and to let you read the answer (GDPR Article 12(3))", "30 days after the answer");
}

internal sealed class RecipientEventMapping : Mapping<RecipientEvent>
{
    public override void Configure(EntityTypeBuilder<RecipientEvent> builder)
    {
        builder.ToTable("RecipientEvents");
        builder.HasIndex(step => new { step.RequestId, step.At });
    }

    protected override void Declare(Columns<RecipientEvent> columns)
    {
        columns.Called("Steps of recipients' requests").OfRecipients().Default(Category.RecipientRequests, Origin.OurSystems, PrivacyRequestMapping.Kept);
        columns.InClear(step => step.At, "When", "a time");
        columns.InClear(step => step.Step, "What", "a state");
        columns.NotPersonal("an id of ours", step => step.Id, step => step.RequestId);
        columns.NotPersonal("a count of our own work", step => step.Count);
    }
}

internal sealed class RecipientLookupMapping : Mapping<RecipientLookup>
{
    public override void Configure(EntityTypeBuilder<RecipientLookup> builder)
    {
        builder.ToTable("RecipientLookups");
        builder.HasIndex(lookup => lookup.RequestId);
        builder.HasIndex(lookup => lookup.AskedAt);
    }

    protected override void Declare(Columns<RecipientLookup> columns)
    {
        columns.Called("Searches by staff for recipients' requests").OfRecipients().Default(Category.RecipientRequests, Origin.OurStaff, PrivacyRequestMapping.Kept);
        columns.InClear(lookup => lookup.AskedAt, "Asked", "a time");
        columns.InClear(lookup => lookup.DecidedAt, "Decided", "a time");
        columns.InClear(lookup => lookup.State, "State", "a state");
        columns.InClear(lookup => lookup.AskedBy, "Who asked, as an id", "an id of ours").Withheld("It would name a member of staff (GDPR Article 15(4); the Court of Justice, C-579/21)");
        columns.InClear(lookup => lookup.DecidedBy, "Who decided, as an id", "an id of ours").Withheld("It would name a member of staff (GDPR Article 15(4); the Court of Justice, C-579/21)");
        columns.NotPersonal("an id of ours", lookup => lookup.Id, lookup => lookup.RequestId);
    }
}
