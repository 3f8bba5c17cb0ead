using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Erasing;

/// <summary>
/// An erasure that did not get to its end is said to be Incomplete: in its timeline, in the trail, and by mail to whoever answers requests. One that left bytes in a
/// file we do not know of ends, for trying again would not find them; its timeline, its certificate and a mail say so until somebody has looked.
/// </summary>
public sealed class ErasureAlarm(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, AuditTrail trail, Post post, RightsOptions options, TimeProvider clock)
{
    /// <param name="request">The erasure.</param>
    /// <param name="at">What it was at when it stopped, in the program's words.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task RaiseAsync(PrivacyRequest request, string at, CancellationToken cancel)
    {
        var entry = await trail.DraftAsync(default, request.UserId, AuditDeed.ErasureIncomplete, concerning: request.Id, cancel: cancel);
        var silent = await SilentAsync(request.Id, cancel);
        var letter = EmailAddress.TryParse(options.Contact, out var desk) ? await post.SealAsync(new Letter(desk, $"Erasure {request.Reference} is incomplete", Body(request, at, silent)), cancel) : null;
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.PrivacyRequests.Find(request.Id) is not { State: RequestState.Erasing } row) return;

                // One letter a day is an alarm; one an attempt would be noise.
                var since = now.AddDays(-1);
                var isNews = !db.RequestEvents.Any(step => step.RequestId == row.Id && step.Step == RequestStep.LeftIncomplete && step.At > since);
                row.State = RequestState.Incomplete;
                db.Tell(row, RequestStep.LeftIncomplete, now, silent.Count);
                AuditTrail.Append(db, entry, PortalRole.Support);
                if (isNews && letter is not null) Post.Add(db, letter);
            },
            cancel);
        post.Hurry();
    }

    /// <param name="request">The erasure.</param>
    /// <param name="files">In which files something of hers was found, below the data folder.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task RaiseAsync(PrivacyRequest request, IReadOnlyList<string> files, CancellationToken cancel)
    {
        var letter = EmailAddress.TryParse(options.Contact, out var desk) ? await post.SealAsync(new Letter(desk, $"Erasure {request.Reference} left something in a file", Body(request, files)), cancel) : null;
        var now = clock.GetUtcNow();
        await writes.RunAsync(
            db =>
            {
                if (db.RequestEvents.Any(step => step.RequestId == request.Id && step.Step == RequestStep.BytesFound)) return;

                db.Tell(request, RequestStep.BytesFound, now, files.Count);
                if (letter is not null) Post.Add(db, letter);
            },
            cancel);
        post.Hurry();
    }

    private static string Body(PrivacyRequest request, IReadOnlyList<string> files) =>
        $"The erasure {request.Reference} destroyed every key and emptied every store. A search of our files still found something of the person in {(files.Count == 1 ? "this one" : "these")}, below the data folder:\n\n{string.Join('\n', files.Select(file => $"* {file}"))}\n\nFind out what wrote it, and delete it. The certificate says that it was found.";

    private static string Body(PrivacyRequest request, string at, IReadOnlyList<string> silent) =>
        $"The erasure {request.Reference} did not get to its end. {(silent.Count > 0 ? $"Not finished by: {string.Join(", ", silent)}." : $"Every store that was asked has answered; it stopped at this step: {at}.")} What was erased stays erased, and it is tried again by itself. Its page at the desk lets you begin it again at once.";

    // Which stores have not answered, or still held something when they were searched.
    private async Task<IReadOnlyList<string>> SilentAsync(Guid request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.StoreAnswers.Where(answer => answer.RequestId == request && (!answer.Done || answer.Left > 0)).OrderBy(answer => answer.Store).Select(answer => answer.Store).ToListAsync(cancel);
    }
}
