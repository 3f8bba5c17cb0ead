using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;

namespace SmsViro.Core.Rights;

internal sealed class PrivacyRequestMapping : Mapping<PrivacyRequest>
{
    /// <summary>The half of a request that shows we answered it, and when.</summary>
    public static Erasure Kept { get; } = Erasure.Kept("We must be able to show that your request was answered in time (GDPR Articles 5(2) and 17(3)(e))", "3 years after our answer");

    public static Field AnswerTo { get; } = new("request.answer-to");

    public override void Configure(EntityTypeBuilder<PrivacyRequest> builder)
    {
        builder.ToTable("PrivacyRequests");
        builder.Ignore(request => request.Reference).Ignore(request => request.HasEnded).Ignore(request => request.MayBeWithdrawn);
        builder.HasIndex(request => new { request.Year, request.Sequence }).IsUnique();
        builder.HasIndex(request => new { request.UserId, request.ReceivedAt });
        builder.HasIndex(request => new { request.State, request.DueOn });
    }

    protected override void Declare(Columns<PrivacyRequest> columns)
    {
        columns.Called("Privacy requests").OfUser(request => request.UserId).SealedIn(request => Scope.Request(request.Id), request => request.Id)
            .Default(Category.Requests, Origin.OurSystems, Kept, Exports.Access);

        columns.InClear(request => request.Sequence, "Request", "a number of ours", request => request.Reference);
        columns.InClear(request => request.Kind, "What you asked", "a kind", request => RightsWords.Of(request.Kind)).From(Origin.You);
        columns.InClear(request => request.State, "State", "a state", request => RightsWords.Of(request.State));
        columns.InClear(request => request.ReceivedAt, "Received", "a time").From(Origin.You);
        columns.InClear(request => request.DueOn, "Answer due", "a date", request => request.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        columns.InClear(request => request.GraceUntil, "Not begun before", "a time");
        columns.InClear(request => request.StartedAt, "Begun", "a time");
        columns.InClear(request => request.EndedAt, "Answered", "a time");
        columns.Sealed(request => request.AnswerTo, AnswerTo, "Answered to")
            .Erased(Erasure.Kept("To tell you that your data is erased (GDPR Article 12(3))", "30 days after our answer"));
        columns.InClear(request => request.CarriedOutBy, "Carried out by, as an id", "an id of ours").From(Origin.OurStaff)
            .Withheld("It would name a member of staff (GDPR Article 15(4); the Court of Justice, C-579/21)");
        columns.NotPersonal("an id of ours", request => request.Id, request => request.UserId, request => request.AccountId);
        columns.NotPersonal("which law sets our clock", request => request.Year, request => request.Jurisdiction);
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
        columns.Called("Steps of your requests").OfUser(step => step.UserId).Default(Category.Requests, Origin.OurSystems, PrivacyRequestMapping.Kept, Exports.Access);
        columns.InClear(step => step.At, "When", "a time");
        columns.InClear(step => step.Step, "What", "a state", step => RightsWords.Of(step.Step, step.Count));
        columns.NotPersonal("an id of ours", step => step.Id, step => step.RequestId, step => step.UserId);
        columns.NotPersonal("a count of our own work", step => step.Count);
    }
}

internal sealed class StoreAnswerMapping : Mapping<StoreAnswer>
{
    public override void Configure(EntityTypeBuilder<StoreAnswer> builder)
    {
        builder.ToTable("StoreAnswers");
        builder.HasKey(answer => new { answer.RequestId, answer.Store });
        builder.Property(answer => answer.Store).HasMaxLength(60);
        builder.HasIndex(answer => answer.UserId);
    }

    protected override void Declare(Columns<StoreAnswer> columns)
    {
        columns.Called("What each store erased").OfUser(answer => answer.UserId).Default(Category.Requests, Origin.OurSystems, PrivacyRequestMapping.Kept, Exports.Access);
        columns.InClear(answer => answer.At, "When", "a time");
        columns.InClear(answer => answer.Removed, "Removed", "a count");
        columns.InClear(answer => answer.Retained, "Kept", "a count");
        columns.InClear(answer => answer.Left, "Left over", "a count");
        columns.InClear(answer => answer.Done, "Finished", "a state");
        columns.NotPersonal("an id of ours", answer => answer.RequestId, answer => answer.UserId);
        columns.NotPersonal("a word of the program's", answer => answer.Store);
    }
}

internal sealed class CopyFileMapping : Mapping<CopyFile>
{
    public override void Configure(EntityTypeBuilder<CopyFile> builder)
    {
        builder.ToTable("CopyFiles");
        builder.Ignore(copy => copy.Scope);
        builder.HasIndex(copy => copy.UserId);
        builder.HasIndex(copy => copy.State);
    }

    protected override void Declare(Columns<CopyFile> columns)
    {
        columns.Called("Copies of your data").OfUser(copy => copy.UserId).Default(Category.Requests, Origin.OurSystems, exports: Exports.Access);
        columns.InClear(copy => copy.AskedAt, "Asked for", "a time").From(Origin.You);
        columns.InClear(copy => copy.State, "State", "a state", copy => RightsWords.Of(copy.State));
        columns.InClear(copy => copy.ReadyAt, "Ready", "a time");
        columns.InClear(copy => copy.ExpiresAt, "Gone after", "a time");
        columns.InClear(copy => copy.Downloads, "Downloads", "a count");
        columns.InClear(copy => copy.LastDownloadAt, "Last download", "a time");
        columns.NotPersonal("an id of ours", copy => copy.Id, copy => copy.UserId, copy => copy.AccountId);
        columns.NotPersonal("the size of a file", copy => copy.Bytes, copy => copy.Pages);
    }
}
