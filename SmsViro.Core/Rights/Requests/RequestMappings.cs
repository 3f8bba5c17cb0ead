using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Requests;

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
