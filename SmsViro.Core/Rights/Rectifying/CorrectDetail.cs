using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;

namespace SmsViro.Core.Rights.Rectifying;

/// <summary>
/// Staff put a value right in answer to a request. A detail is replaced, with what stood there kept; beside a record that may not be rewritten,
/// such as a payment, her statement is set. For whoever did receive the data there is a task to tell them (Article 19).
/// </summary>
public sealed class CorrectDetail(RequestDesk desk, CorrectProfile profile, WhoReceived received, Vault vault, TimeProvider clock)
{
    public async Task<DeskRefusal?> ReplaceAsync(AccessGrant grant, Guid id, DetailKind detail, string value, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await profile.PrepareAsync(grant, detail, value, now, cancel) is not { } change) return DeskRefusal.NotAValue;

        var row = Guid.CreateVersion7(now);
        var recipients = await received.ToTellAsync(grant.Subject, Category.Profile, cancel);
        var box = await vault.OpenAsync(Scope.Request(id), cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.CorrectedDetail,
                Step = RequestStep.Corrected,
                Unless = (_, request) => Workable(request),
                Change = (db, request, _) =>
                {
                    var was = change(db);
                    db.Corrections.Add(new Correction
                    {
                        Id = row,
                        RequestId = id,
                        UserId = request.UserId,
                        Detail = detail,
                        At = now,
                        Was = was is null ? null : box.Seal(RequestFields.CorrectionWas, row, was),
                        Is = box.Seal(RequestFields.CorrectionIs, row, value.Trim()),
                    });
                    RecipientTasks.Ask(db, request, recipients, now);
                },
            },
            cancel);
    }

    public async Task<DeskRefusal?> AddStatementAsync(AccessGrant grant, Guid id, string statement, CancellationToken cancel)
    {
        if (statement.Trim().Length is < RequestDesk.ShortestWords or > DisputeValue.Longest) return DeskRefusal.NeedsWords;
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;

        var now = clock.GetUtcNow();
        var row = Guid.CreateVersion7(now);
        var about = await desk.OpenAsync(id, RequestFields.About, id, found.About, cancel);
        IReadOnlyList<string> recipients = Category.All.FirstOrDefault(category => category.Id == about) is { } disputed ? await received.ToTellAsync(grant.Subject, disputed, cancel) : [];
        var closed = await desk.SealAsync(id, RequestFields.CorrectionIs, row, statement, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.CorrectedDetail,
                Step = RequestStep.StatementAdded,
                Unless = (_, request) => Workable(request),
                Change = (db, request, _) =>
                {
                    db.Corrections.Add(new Correction { Id = row, RequestId = id, UserId = request.UserId, At = now, Is = closed });
                    RecipientTasks.Ask(db, request, recipients, now);
                },
            },
            cancel);
    }

    private static DeskRefusal? Workable(PrivacyRequest request) =>
        request.Kind is not RequestKind.Rectification || request.State is not RequestState.InProgress ? DeskRefusal.NotNow
        : request.AssignedTo is null ? DeskRefusal.NobodyHasIt
        : null;
}
