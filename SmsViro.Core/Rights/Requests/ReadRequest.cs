using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>A question and its answer, opened.</summary>
public sealed record QuestionView(Guid Id, DateTimeOffset AskedAt, string? Question, DateTimeOffset? AnsweredAt, string? Reply)
{
    /// <summary>True where we went on without an answer.</summary>
    public bool IsTakenBack { get; init; }

    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "question";
}

/// <summary>A note of our staff, opened.</summary>
public sealed record NoteView(DateTimeOffset At, UserId Author, string? Text)
{
    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "note";
}

/// <summary>Why a second person said no, to the answer or to more time.</summary>
public sealed record SecondNo(bool IsToMoreTime, string? Why)
{
    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "no";
}

/// <summary>All that is written in a request, opened for its sender or for staff who were let in.</summary>
public sealed record RequestDetails
{
    /// <summary>The category of a disputed value, or what a complaint is about.</summary>
    public string? About { get; init; }

    /// <summary>The category itself, where one was disputed.</summary>
    public Category? Disputed { get; init; }

    public string? Wish { get; init; }

    public string? Wanted { get; init; }

    public string? LateBecause { get; init; }

    public string? Answer { get; init; }

    public string? ExtensionBecause { get; init; }

    public required IReadOnlyList<LetterView> Letters { get; init; }

    public required IReadOnlyList<QuestionView> Questions { get; init; }

    public required IReadOnlyList<RecipientTaskView> Recipients { get; init; }

    /// <summary>Empty for its sender: she reads notes in her copy.</summary>
    public required IReadOnlyList<NoteView> Notes { get; init; }

    /// <summary>What a second person said no to while nobody has proposed it anew; empty for its sender, as notes are.</summary>
    public IReadOnlyList<SecondNo> Noes { get; init; } = [];

    /// <summary>Open requests of hers of the same kind that came before: what a duplicate would join.</summary>
    public required IReadOnlyList<PrivacyRequest> Earlier { get; init; }

    /// <summary>The question that waits for her.</summary>
    public QuestionView? Waiting => Questions.SingleOrDefault(question => question.AnsweredAt is null);

    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "request details";
}

/// <summary>Opens what is written in a request.</summary>
public sealed class ReadRequest(IDbContextFactory<PortalDbContext> contexts, Vault vault, LetterWriter letters, ReadCorrections corrections, TimeProvider clock)
{
    /// <summary>For its sender; null when it is not hers.</summary>
    public Task<RequestDetails?> RunAsync(Customer customer, Guid id, CancellationToken cancel) => ReadAsync(customer.User, id, notes: false, cancel);

    /// <summary>For a member of staff who has been let in.</summary>
    public Task<RequestDetails?> RunAsync(AccessGrant grant, Guid id, CancellationToken cancel)
    {
        grant.Require(grant.Subject.User, clock.GetUtcNow());
        return ReadAsync(grant.Subject.User, id, notes: true, cancel);
    }

    private async Task<RequestDetails?> ReadAsync(UserId person, Guid id, bool notes, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(request => request.Id == id && request.UserId == person, cancel) is not { } request) return null;

        var questions = await db.Clarifications.AsNoTracking().Where(question => question.RequestId == id).OrderBy(question => question.AskedAt).ToListAsync(cancel);
        var written = notes ? await db.RequestNotes.AsNoTracking().Where(note => note.RequestId == id).OrderBy(note => note.At).ToListAsync(cancel) : [];
        var steps = notes && !request.HasEnded ? await db.RequestEvents.AsNoTracking().Where(step => step.RequestId == id).OrderBy(step => step.At).ToListAsync(cancel) : [];
        var others = await db.PrivacyRequests.AsNoTracking().Where(other => other.UserId == person && other.Kind == request.Kind && other.Id != id && other.ReceivedAt <= request.ReceivedAt).ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.Request(id), cancel);
        var about = Open(RequestFields.About, id, request.About);
        var disputed = Category.All.FirstOrDefault(category => category.Id == about);
        return new RequestDetails
        {
            About = disputed?.Name ?? about,
            Disputed = disputed,
            Wish = Open(RequestFields.Wish, id, request.Wish),
            Wanted = Open(RequestFields.Wanted, id, request.Wanted),
            LateBecause = Open(RequestFields.LateBecause, id, request.LateBecause),
            Answer = Open(RequestFields.Answer, id, request.Answer),
            ExtensionBecause = Open(RequestFields.ExtensionBecause, id, request.ExtensionBecause),
            Letters = await letters.OfAsync(id, cancel),
            Questions =
            [
                .. questions.Select(question => new QuestionView(
                    question.Id, question.AskedAt, Open(RequestFields.Question, question.Id, question.Question), question.AnsweredAt, Open(RequestFields.Reply, question.Id, question.Reply))
                    {
                        IsTakenBack = question.IsTakenBack,
                    }),
            ],
            Recipients = await corrections.TasksAsync(id, cancel),
            Notes = [.. written.Select(note => new NoteView(note.At, note.Author, Open(RequestFields.Note, note.Id, note.Text)))],
            Noes = [.. No(RequestStep.SentBack, RequestStep.Proposed, RequestStep.Approved), .. No(RequestStep.ExtensionRefused, RequestStep.ExtensionProposed, RequestStep.Proposed, RequestStep.Approved)],
            Earlier = [.. others.Where(other => !other.HasEnded)],
        };

        // Its words are the note that the same act wrote: the last one that is not younger than the step.
        IEnumerable<SecondNo> No(RequestStep said, params IReadOnlyList<RequestStep> anew) =>
            steps.FindLast(step => step.Step == said || anew.Contains(step.Step)) is { } last && last.Step == said && written.FindLast(note => note.At <= last.At) is { } why
                ? [new SecondNo(said is RequestStep.ExtensionRefused, Open(RequestFields.Note, why.Id, why.Text))]
                : [];

        string? Open(Field field, Guid row, Sealed? closed) => closed is { IsEmpty: false } value ? box.Open(field, row, value).Text : null;
    }
}
