using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>One request of somebody without an account, and the two-person search made for it.</summary>
public sealed partial class RecipientRequestPage(
    CurrentCustomer current, RecipientRequestDesk desk, AnswerRecipient answers, AskForLookup ask, DecideLookup decide, ReadLookup read, NavigationManager navigation, Toasts toasts)
{
    private enum Reply
    {
        Honoured,
        NotHonoured,
    }

    private UserId _me;
    private RecipientRequestView? _view;
    private IReadOnlyList<LookupCount>? _counts;
    private IReadOnlyList<RecipientFinding>? _details;
    private Guid _shown;
    private string? _error;
    private string? _answerError;
    private string? _whyError;
    private string? _reasonError;
    private bool _busy;

    [Parameter]
    public Guid Id { get; set; }

    private string? Answer { get; set; }

    private Reply What { get; set; }

    private bool IsHonoured => What is Reply.Honoured;

    private string? Reason { get; set; }

    private string? Why { get; set; }

    private IReadOnlyList<TimelineStep> Steps => [.. _view!.Steps.Select(step => new TimelineStep(RecipientDeskWords.Of(step.Step, step.Count), step.At, MarkOf(step.Step)))];

    // Looked at twice, once for the first drawing and once for the circuit, would be recorded twice; so only the circuit looks.
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;

        _me = (await current.RequireAsync(Closed)).Customer.User;
        _view = await desk.OpenAsync(_me, Id, Closed);
        if (_view is null) navigation.NotFound();
        else Listen(RecipientTopics.Requests);
        Correct(was: null);
    }

    // What came back is corrected, not written from nothing, and not turned into an answer that one person gives alone.
    private void Correct(RecipientRequestView? was)
    {
        if (_view is { Answer: { } written, Request.State: RecipientRequestState.Open } && was?.Request.State is not RecipientRequestState.Open && string.IsNullOrWhiteSpace(Answer)) (Answer, What) = (written, Reply.NotHonoured);
    }

    private static Mark MarkOf(RecipientStep step) => step switch
    {
        RecipientStep.Received => Mark.Queued,
        RecipientStep.LeftIncomplete or RecipientStep.AnswerSentBack => Mark.Unknown,
        RecipientStep.Answered or RecipientStep.Verified => Mark.Delivered,
        RecipientStep.LookupRefused => Mark.Refused,
        RecipientStep.NumberForgotten => Mark.Cancelled,
        _ => Mark.Sent,
    };

    protected override async Task ReadAsync()
    {
        var was = _view;
        _view = await desk.ReadAsync((await current.RequireAsync(Closed)).Customer.User, Id, Closed) ?? _view;
        Correct(was);
    }

    private Task AnswerAsync() => ActAsync(async staff =>
    {
        var refusal = await answers.RunAsync(staff, Id, IsHonoured, Answer ?? "", Closed);
        if (refusal is null) toasts.Show(Tone.Good, IsHonoured ? "Answered. They read it when they prove their number again" : "A second person looks at it now");
        _answerError = refusal is AnswerRefusal.Length ? "Write from 10 to 4,000 characters" : null;
        return Said(refusal);
    });

    private Task ApproveAsync() => ActAsync(async staff => Said(await answers.ApproveAsync(staff, Id, _view?.Request.Answer, Closed)));

    private Task SendBackAsync() => ActAsync(async staff =>
    {
        var refusal = await answers.SendBackAsync(staff, Id, Why ?? "", Closed);
        if (refusal is null) Why = null;
        _whyError = refusal is AnswerRefusal.Length ? "Say in at least 10 letters what has to change" : null;
        return Said(refusal);
    });

    private Task TakeBackAsync() => ActAsync(async staff => Said(await answers.TakeBackAsync(staff, Id, Closed)));

    private static string? Said(AnswerRefusal? refusal) => refusal switch
    {
        AnswerRefusal.NotOpen => "A colleague was faster: it has moved on. Nothing was done",
        AnswerRefusal.NeedsSecondPerson => "You wrote the answer, so a second person decides. Nothing was done",
        AnswerRefusal.NotAuthor => "Only whoever wrote the answer takes it back. Nothing was done",
        AnswerRefusal.Changed => "The answer was written again since you read it. Read it, then decide. Nothing was done",
        AnswerRefusal.Length or null => null,
    };

    private Task AskAsync() => ActAsync(async staff =>
    {
        var refusal = await ask.RunAsync(staff, Id, Reason ?? "", Closed);
        if (refusal is null) Reason = null;
        _reasonError = refusal is LookupRefusal.NoReason ? RecipientDeskWords.For(LookupRefusal.NoReason) : null;
        return refusal is { } why and not LookupRefusal.NoReason ? RecipientDeskWords.For(why) : null;
    });

    private Task DecideAsync(Guid lookup, bool agreed) => ActAsync(async staff =>
        await decide.RunAsync(staff, Id, lookup, agreed, Closed) is { } why ? RecipientDeskWords.For(why) : null);

    private Task ShowAsync(Guid lookup, AccountId? account) => ActAsync(async staff =>
    {
        var found = await read.RunAsync(staff, lookup, account, Closed);
        if (found.Refusal is { } why) return RecipientDeskWords.For(why);

        (_shown, _details, _counts) = (lookup, found.Details, found.Counts ?? _counts);
        return null;
    });

    private async Task ActAsync(Func<UserId, Task<string?>> act)
    {
        _busy = true;
        try
        {
            _error = await act((await current.RequireAsync(Closed)).Customer.User);
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so nothing was done. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }
}
