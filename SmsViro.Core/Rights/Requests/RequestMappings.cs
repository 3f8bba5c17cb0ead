using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;

namespace SmsViro.Core.Rights.Requests;

internal sealed class PrivacyRequestMapping : Mapping<PrivacyRequest>
{
    /// <summary>The half of a request that shows we answered it, and when.</summary>
    public static Erasure Kept { get; } = Erasure.Kept("We must be able to show that your request was answered in time (GDPR Articles 5(2) and 17(3)(e))", "3 years after our answer");

    /// <summary>What an erasure is answered with, and where to.</summary>
    public static Erasure KeptToAnswer { get; } = Erasure.Kept("To tell you that your data is erased (GDPR Article 12(3))", "30 days after our answer");

    /// <summary>Why nobody learns which member of staff it was.</summary>
    public const string NamesStaff = "It would name a member of staff (GDPR Article 15(4); the Court of Justice, C-579/21)";

    public static KeptFor ThreeYears { get; } = KeptFor.ForYears(3, "3 years after our answer");

    public static Field AnswerTo { get; } = new("request.answer-to");

    public override void Configure(EntityTypeBuilder<PrivacyRequest> builder)
    {
        builder.ToTable("PrivacyRequests");
        builder.Ignore(request => request.Reference).Ignore(request => request.HasEnded).Ignore(request => request.MayBeWithdrawn).Ignore(request => request.IsExtended);
        builder.Property(request => request.Calendar).HasMaxLength(60);
        builder.HasIndex(request => new { request.Year, request.Sequence }).IsUnique();
        builder.HasIndex(request => new { request.UserId, request.ReceivedAt });
        builder.HasIndex(request => new { request.State, request.DueOn });
    }

    protected override void Declare(Columns<PrivacyRequest> columns)
    {
        columns.Called("Privacy requests").OfUser(request => request.UserId).SealedIn(request => Scope.Request(request.Id), request => request.Id)
            .Default(Category.Requests, Origin.OurSystems, Kept, Exports.Access)
            .Expires(request => request.EndedAt, ThreeYears);

        columns.InClear(request => request.Sequence, "Request", "a number of ours", request => request.Reference);
        columns.InClear(request => request.Kind, "What you asked", "a kind", request => RightsWords.Of(request.Kind)).From(Origin.You);
        columns.InClear(request => request.State, "State", "a state", request => RightsWords.Of(request.Kind, request.State));
        columns.InClear(request => request.Channel, "How it reached us", "a kind", request => RequestWords.Of(request.Channel)).From(Origin.You);
        columns.InClear(request => request.ReceivedAt, "Received", "a time").From(Origin.You);
        columns.InClear(request => request.DueOn, "Answer due", "a date", request => request.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        columns.InClear(request => request.GraceUntil, "Not begun before", "a time");
        columns.InClear(request => request.StartedAt, "Begun", "a time");
        columns.InClear(request => request.EndedAt, "Answered", "a time");
        columns.InClear(request => request.IdentityAskedAt, "Asked who you are", "a time");
        columns.InClear(request => request.IdentityProvidedAt, "You showed who you are", "a time");
        columns.InClear(request => request.RestrictionGround, "Why its use is restricted", "a kind", request => request.RestrictionGround is { } ground ? PrivacyWords.Of(ground) : null).From(Origin.You);
        columns.InClear(request => request.ObjectsTo, "What you object to", "a kind", request => request.ObjectsTo is { } use ? PrivacyWords.Of(use) : null).From(Origin.You);
        columns.InClear(request => request.Outcome, "Our answer", "a state", request => request.Outcome is { } outcome ? RequestWords.Of(request.Kind, outcome) : null);
        columns.InClear(request => request.Ground, "On which ground", "a kind", request => request.Ground is { } ground ? RequestWords.Of(ground) : null);
        columns.InClear(request => request.ExtensionReason, "Why it takes longer", "a kind", request => request.ExtensionReason is { } reason ? RequestWords.Of(reason) : null);
        columns.InClear(request => request.ExtendedAt, "Extended", "a time");
        columns.InClear(request => request.ExtensionToldAt, "You were told of it", "a time");
        columns.InClear(request => request.IdentityRemindedAt, "Reminded", "a time");

        columns.Sealed(request => request.About, RequestFields.About, "What it is about").From(Origin.You).Erased(Erasure.Scrubbed);
        columns.Sealed(request => request.Wish, RequestFields.Wish, "In your words").From(Origin.You).Erased(Erasure.Scrubbed);
        columns.Sealed(request => request.Wanted, RequestFields.Wanted, "What should stand there").From(Origin.You).Erased(Erasure.Scrubbed);
        columns.Sealed(request => request.LateBecause, RequestFields.LateBecause, "Why it was logged late").From(Origin.OurStaff).Erased(Erasure.Scrubbed);
        columns.Sealed(request => request.Answer, RequestFields.Answer, "In our words").From(Origin.OurStaff).Erased(Erasure.Scrubbed);
        columns.Sealed(request => request.ExtensionBecause, RequestFields.ExtensionBecause, "Why it takes longer, in our words").From(Origin.OurStaff).Erased(Erasure.Scrubbed);
        columns.Sealed(request => request.AnswerTo, AnswerTo, "Answered to").Erased(KeptToAnswer);

        columns.InClear(request => request.AssignedTo, "With whom, as an id", "an id of ours").From(Origin.OurStaff).Withheld(NamesStaff);
        columns.InClear(request => request.CarriedOutBy, "Carried out by, as an id", "an id of ours").From(Origin.OurStaff).Withheld(NamesStaff);
        columns.InClear(request => request.ProposedBy, "Answer written by, as an id", "an id of ours").From(Origin.OurStaff).Withheld(NamesStaff);
        columns.InClear(request => request.ReviewedBy, "Answer approved by, as an id", "an id of ours").From(Origin.OurStaff).Withheld(NamesStaff);
        columns.InClear(request => request.LoggedBy, "Logged by, as an id", "an id of ours").From(Origin.OurStaff).Withheld(NamesStaff);
        columns.InClear(request => request.Balance, "What is left of the balance", "a state", request => RightsWords.Of(request.Balance)).From(Origin.You);
        columns.NotPersonal("an id of ours", request => request.Id, request => request.UserId, request => request.AccountId, request => request.DuplicateOf);
        columns.NotPersonal("which law and which holidays set our clock", request => request.Year, request => request.Jurisdiction, request => request.Calendar);
        columns.NotPersonal("a warning to our staff", request => request.WarnedAt);
    }
}

internal sealed class RequestEventMapping : Mapping<RequestEvent>
{
    public override void Configure(EntityTypeBuilder<RequestEvent> builder)
    {
        builder.ToTable("RequestEvents");
        builder.HasIndex(step => new { step.RequestId, step.At });
        builder.HasIndex(step => step.UserId);
    }

    protected override void Declare(Columns<RequestEvent> columns)
    {
        columns.Called("Steps of your requests").OfUser(step => step.UserId).Default(Category.Requests, Origin.OurSystems, PrivacyRequestMapping.Kept, Exports.Access)
            .Expires(
                (db, before) => step => !db.Set<PrivacyRequest>().Any(request => request.Id == step.RequestId && (request.EndedAt == null || request.EndedAt >= before)), PrivacyRequestMapping.ThreeYears);
        columns.InClear(step => step.At, "When", "a time");
        columns.InClear(step => step.Step, "What", "a state", step => RightsWords.Of(step.Step, step.Count));
        columns.NotPersonal("an id of ours", step => step.Id, step => step.RequestId, step => step.UserId);
        columns.NotPersonal("a count of our own work", step => step.Count);
    }
}

internal sealed class ClarificationMapping : Mapping<Clarification>
{
    public override void Configure(EntityTypeBuilder<Clarification> builder)
    {
        builder.ToTable("Clarifications");
        builder.HasIndex(question => question.RequestId);
        builder.HasIndex(question => question.UserId);
    }

    protected override void Declare(Columns<Clarification> columns)
    {
        columns.Called("What we asked back").OfUser(question => question.UserId).SealedIn(question => Scope.Request(question.RequestId), question => question.Id)
            .Default(Category.Requests, Origin.OurStaff, PrivacyRequestMapping.Kept, Exports.Access);
        columns.InClear(question => question.AskedAt, "Asked", "a time");
        columns.Sealed(question => question.Question, RequestFields.Question, "Question").Erased(Erasure.Scrubbed);
        columns.InClear(question => question.AnsweredAt, "You answered", "a time", question => question.IsTakenBack ? null : question.AnsweredAt).From(Origin.You);
        columns.Beside("TakenBack", Category.Requests, "Without an answer", question => question.IsTakenBack ? "We took the question back" : null);
        columns.Sealed(question => question.Reply, RequestFields.Reply, "Your answer").From(Origin.You).Erased(Erasure.Scrubbed);
        columns.NotPersonal("an id of ours", question => question.Id, question => question.RequestId, question => question.UserId);
    }
}

internal sealed class RequestNoteMapping : Mapping<RequestNote>
{
    public override void Configure(EntityTypeBuilder<RequestNote> builder)
    {
        builder.ToTable("RequestNotes");
        builder.HasIndex(note => note.RequestId);
        builder.HasIndex(note => note.UserId);
    }

    protected override void Declare(Columns<RequestNote> columns)
    {
        columns.Called("Notes of our staff on your requests").OfUser(note => note.UserId).SealedIn(note => Scope.Request(note.RequestId), note => note.Id)
            .Default(Category.Requests, Origin.OurStaff, PrivacyRequestMapping.Kept, Exports.Access);
        columns.InClear(note => note.At, "When", "a time");
        columns.Sealed(note => note.Text, RequestFields.Note, "Note").Erased(Erasure.Scrubbed);
        columns.InClear(note => note.Author, "By, as an id", "an id of ours").Withheld(PrivacyRequestMapping.NamesStaff);
        columns.NotPersonal("an id of ours", note => note.Id, note => note.RequestId, note => note.UserId);
    }
}
