using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Telling;

namespace SmsViro.Core.Rights.Rectifying;

/// <summary>The record that a statement stands beside.</summary>
/// <param name="Category">The kind of data, by its id.</param>
/// <param name="Reference">By what its owner knows the one entry; null or empty where it is about all of them.</param>
public sealed record RecordPlace(string Category, string? Reference = null);

/// <summary>
/// Staff put a value right in answer to a request. A detail is replaced, with what stood there kept; beside a record that may not be rewritten,
/// such as a payment, her statement is set. For whoever did receive the data there is a task to tell them (Article 19).
/// </summary>
public sealed class CorrectDetail(RequestDesk desk, CorrectProfile profile, WhoReceived received, FindEntry find, DataMap map, Vault vault, TimeProvider clock)
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

    public async Task<DeskRefusal?> AddStatementAsync(AccessGrant grant, Guid id, RecordPlace place, string statement, CancellationToken cancel)
    {
        if (statement.Trim().Length is < RequestDesk.ShortestWords or > DisputeValue.Longest) return DeskRefusal.NeedsWords;
        var (found, none) = await desk.FindAsync(grant, id, cancel);
        if (found is null) return none;

        var now = clock.GetUtcNow();
        var row = Guid.CreateVersion7(now);
        if (Category.All.FirstOrDefault(category => category.Id == place.Category) is not { } category) return DeskRefusal.NoSuchRecord;

        FoundEntry? entry = string.IsNullOrWhiteSpace(place.Reference) ? null : await find.RunAsync(grant.Subject, TablesOf(category), place.Reference, cancel);
        if (entry is null && !string.IsNullOrWhiteSpace(place.Reference)) return DeskRefusal.NoSuchRecord;

        var recipients = await received.ToTellAsync(grant.Subject, category, cancel);
        var closed = await desk.SealAsync(id, RequestFields.CorrectionIs, row, statement, cancel);
        return await desk.RunAsync(
            grant,
            id,
            new DeskAct
            {
                Deed = AuditDeed.AddedStatement,
                Step = RequestStep.StatementAdded,
                Unless = (_, request) => Workable(request),
                Change = (db, request, _) =>
                {
                    db.Corrections.Add(new Correction
                    {
                        Id = row,
                        RequestId = id,
                        UserId = request.UserId,
                        At = now,
                        Category = category.Id,
                        Table = entry?.Table,
                        Row = entry?.Row,
                        Is = closed,
                    });
                    RecipientTasks.Ask(db, request, recipients, now);
                },
            },
            cancel);
    }

    private IEnumerable<TableDeclaration> TablesOf(Category category) => map.Tables.Where(table => table.HasSubject && table.Columns.Any(column => column.Category == category));

    private static DeskRefusal? Workable(PrivacyRequest request) =>
        request.Kind is not RequestKind.Rectification || request.State is not RequestState.InProgress ? DeskRefusal.NotNow
        : request.AssignedTo is null ? DeskRefusal.NobodyHasIt
        : null;
}
