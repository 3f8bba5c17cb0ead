using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Registers.Authorities;

internal sealed class AuthorityRequestMapping : Mapping<AuthorityRequest>
{
    public const string Law =
        "What an authority asks may be kept from everybody for a time (GDPR Article 23(1)(d)); once the law lets us, what it received about you stands among what authorities received";

    public static KeptFor ThreeYears { get; } = KeptFor.ForYears(3, "3 years after it was closed");

    public static Erasure Kept { get; } =
        Erasure.Kept("A law obliges us to answer the authority and to be able to show what we gave it (GDPR Articles 5(2) and 17(3)(b))", "3 years after it was closed");

    public override void Configure(EntityTypeBuilder<AuthorityRequest> builder)
    {
        builder.ToTable("AuthorityRequests");
        builder.Property(request => request.Columns).HasMaxLength(8_000);
        builder.HasIndex(request => request.State);
        builder.HasIndex(request => request.ClosedAt);
    }

    protected override void Declare(Columns<AuthorityRequest> columns)
    {
        columns.Called("Requests of authorities").OutOfReach(Law).SealedIn(request => Scope.Authority(request.Id), request => request.Id)
            .Default(Category.AuthorityRequests, Origin.OurStaff, Kept, Exports.None)
            .Expires(request => request.ClosedAt, ThreeYears);
        columns.Sealed(request => request.Authority, AuthorityFields.Authority, "Authority");
        columns.Sealed(request => request.Basis, AuthorityFields.Basis, "Law and order");
        columns.Sealed(request => request.Number, AuthorityFields.Number, "Number asked about").AboutTheRecipientToo(Kept);
        columns.Sealed(request => request.SilenceReason, AuthorityFields.Silence, "Why it is kept from the person");
        columns.InClear(request => request.From, "First day", "a date");
        columns.InClear(request => request.Until, "Last day", "a date");
        columns.InClear(request => request.ReceivedAt, "Received", "a time");
        columns.InClear(request => request.LoggedAt, "Logged", "a time");
        columns.InClear(request => request.DecidedAt, "Decided", "a time");
        columns.InClear(request => request.PreservedAt, "Preserved", "a time");
        columns.InClear(request => request.HandedOverAt, "Handed over", "a time");
        columns.InClear(request => request.SilentUntil, "Silent until", "a date");
        columns.InClear(request => request.ClosedAt, "Closed", "a time");
        columns.InClear(request => request.Entries, "Entries", "a count");
        columns.InClear(request => request.Target, "Asked about", "a kind");
        columns.InClear(request => request.State, "State", "a state");
        columns.InClear(request => request.UserId, "Whom it concerns, as an id", "an id of ours");
        columns.InClear(request => request.AccountId, "The account, as an id", "an id of ours");
        columns.InClear(request => request.LoggedBy, "Logged by, as an id", "an id of ours");
        columns.InClear(request => request.DecidedBy, "Decided by, as an id", "an id of ours");
        columns.InClear(request => request.HandedOverBy, "Handed over by, as an id", "an id of ours");
        columns.NotPersonal("an id of ours", request => request.Id);
        columns.NotPersonal("names of columns", request => request.Columns);
        columns.NotPersonal("a digest of a file, which nobody can turn back", request => request.Digest);
    }
}

internal sealed class AuthorityStepMapping : Mapping<AuthorityStep>
{
    public override void Configure(EntityTypeBuilder<AuthorityStep> builder)
    {
        builder.ToTable("AuthoritySteps");
        builder.HasKey(step => new { step.RequestId, step.Number });
    }

    protected override void Declare(Columns<AuthorityStep> columns)
    {
        columns.Called("Steps of authorities\u2019 requests").OutOfReach(AuthorityRequestMapping.Law).Default(Category.AuthorityRequests, Origin.OurSystems, AuthorityRequestMapping.Kept, Exports.None)
            .Expires((db, before) => step => !db.Set<AuthorityRequest>().Any(request => request.Id == step.RequestId && (request.ClosedAt == null || request.ClosedAt >= before)), AuthorityRequestMapping.ThreeYears);
        columns.InClear(step => step.At, "When", "a time");
        columns.InClear(step => step.Deed, "What", "a state");
        columns.InClear(step => step.Actor, "Who, as an id", "an id of ours");
        columns.NotPersonal("an id of ours", step => step.RequestId, step => step.Number);
        columns.NotPersonal("a digest of a line, which nobody can turn back", step => step.Head);
    }
}

internal sealed class AuthoritySubjectMapping : Mapping<AuthoritySubject>
{
    public override void Configure(EntityTypeBuilder<AuthoritySubject> builder)
    {
        builder.ToTable("AuthoritySubjects");
        builder.HasKey(subject => new { subject.RequestId, subject.UserId });
    }

    protected override void Declare(Columns<AuthoritySubject> columns)
    {
        columns.Called("Whom authorities\u2019 requests concern").OutOfReach(AuthorityRequestMapping.Law).Default(Category.AuthorityRequests, Origin.OurSystems, AuthorityRequestMapping.Kept, Exports.None)
            .Expires((db, before) => subject => !db.Set<AuthorityRequest>().Any(request => request.Id == subject.RequestId && (request.ClosedAt == null || request.ClosedAt >= before)), AuthorityRequestMapping.ThreeYears);
        columns.InClear(subject => subject.UserId, "Whom, as an id", "an id of ours");
        columns.NotPersonal("an id of ours", subject => subject.RequestId);
    }
}

internal sealed class AuthorityExtractMapping : Mapping<AuthorityExtract>
{
    public override void Configure(EntityTypeBuilder<AuthorityExtract> builder) => builder.ToTable("AuthorityExtracts");

    // Under an export's own key, which ends when the file has been taken, is refused, or was fetched by nobody.
    protected override void Declare(Columns<AuthorityExtract> columns)
    {
        columns.Called("Extracts for authorities").OutOfReach(AuthorityRequestMapping.Law).SealedIn(extract => Scope.Export(extract.Id), extract => extract.Id)
            .Default(Category.AuthorityRequests, Origin.OurSystems, AuthorityRequestMapping.Kept, Exports.None);
        columns.Sealed(extract => extract.Content, AuthorityFields.Content, "The file").AboutTheRecipientToo(AuthorityRequestMapping.Kept);
        columns.InClear(extract => extract.MadeAt, "Made", "a time");
        columns.NotPersonal("an id of ours", extract => extract.Id);
    }
}
