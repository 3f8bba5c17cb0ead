using Microsoft.AspNetCore.Components;
using SmsViro.Core.Encryption;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Rights;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>One breach: its clocks, whom it affects, what was done, and its close.</summary>
public sealed partial class BreachPage(
    CurrentCustomer current, BreachBoard board, UpdateBreach update, AffectedAccounts affected, RightsOptions options, NavigationManager navigation, Toasts toasts, TimeProvider clock)
{
    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private BreachView? _view;
    private Sealed _read;
    private IReadOnlyList<BreachFault> _faults = [];
    private string? _error;
    private bool _busy;
    private bool _closing;
    private BreachClose _close = BreachClose.Done;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    public ReaderZone? Zone { get; set; }

    private DateTimeOffset Now => clock.GetUtcNow();

    private bool IsOpen => _view?.Breach.ClosedAt is null;

    // By the register's own law no stored text, number or address is readable, of whatever kind; an export of it is.
    private string? Unreadable => Form switch
    {
        BreachForm.AsStored => "Every text, number and address of these kinds is sealed. While the keys are safe, whoever has the database reads times, states and amounts alone (Article 34(3)(a))"
            + (affected.HoldSecrets(_kinds) ? "; digests of passwords can be guessed at." : "."),
        BreachForm.Readable => "It got out in the clear: whoever has it can read all of it. That what we store is sealed helps nobody here.",
        BreachForm.Unknown when !IsOpen => null,
        BreachForm.Unknown => "Whether anybody can read it depends on the form in which it got out. Say so below once it is known.",
    };

    // Whom to tell is said while somebody still tells them.
    private string? Recipients => _view?.Breach switch
    {
        { ClosedAt: not null } or { Affected: 0 } => null,
        { RecipientsMost: 0 } => "None of their texts still holds a number. Tell these customers all the same: they decide about the people they wrote to (Article 33(2)).",
        { RecipientsLeast: { } least, RecipientsMost: { } most } =>
            $"Their texts still hold the numbers of {(least == most ? RetentionWords.Count(most) : $"{RetentionWords.Count(least)} to {RetentionWords.Count(most)}")} {(most == 1 ? "person" : "people")}. Tell these customers: they decide about the people they wrote to (Article 33(2)).",
        _ => null,
    };

    private bool HasOtherKinds => IsOpen && _view is { } view && !_kinds.SetEquals(view.Breach.Categories.Split(' '));

    // The dialog says its own fault itself.
    private List<ErrorLine> Wrong =>
        _closing ? [] : [.. _faults.Where(fault => fault.Part is not (BreachPart.Whole or BreachPart.Conclusion)).Select(fault => new ErrorLine(BreachWords.For(fault), IdOf(fault.Part)))];

    private string? Facts { get; set; }

    private string? Accounts { get; set; }

    private string? Effects { get; set; }

    private string? Measures { get; set; }

    private string? FirstNotice { get; set; }

    private string? FullNotice { get; set; }

    private string? AuthorityTold { get; set; }

    private string? CustomersTold { get; set; }

    private string? SubjectsTold { get; set; }

    private BreachForm Form { get; set; }

    private string? Conclusion { get; set; }

    private SubjectsDecision Subjects { get; set; }

    private string? SubjectsReason { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _view = await board.ReadAsync((await current.RequireAsync()).Customer.User, Id, CancellationToken.None);
        if (_view is null) navigation.NotFound();
        else Fill(_view);
    }

    private void Fill(BreachView view)
    {
        var breach = view.Breach;
        _read = breach.Facts;
        _kinds.Clear();
        _kinds.UnionWith(breach.Categories.Split(' '));
        (Facts, Effects, Measures, Accounts) = (view.Facts, view.Effects, view.Measures, string.Join('\n', breach.AccountIds.Select(AccountNumber.Of)));
        (FirstNotice, FullNotice, AuthorityTold, SubjectsTold) = (Said(breach.FirstNoticeAt), Said(breach.FullNoticeAt), Said(breach.AuthorityToldAt), Said(breach.SubjectsToldAt));
        CustomersTold = Said(breach.CustomersToldAt);
        (Form, Subjects, SubjectsReason) = (breach.Form, breach.Subjects, view.SubjectsReason);
    }

    private static string? Who(Breach breach) => breach is { Affected: { } all, AffectedStaff: > 0 and var staff } ? $": {RetentionWords.Count(all - staff)} of customers, {RetentionWords.Count(staff)} of our staff" : null;

    // Nobody is asked what she concludes before everything else stands.
    private async Task BeginCloseAsync(BreachClose close)
    {
        _close = close;
        await ActAsync(async staff => [.. (await update.CheckAsync(staff, Id, Typed(close), CancellationToken.None)).Where(fault => fault.Part is not BreachPart.Conclusion)], done: null);
        _closing = _error is null && _faults.Count == 0;
    }

    private Task SaveAsync(BreachClose close) => ActAsync(staff => update.RunAsync(staff, Id, _read, Typed(close), CancellationToken.None), close is BreachClose.No ? "Saved" : "Closed", isSaved: true);

    private BreachChange Typed(BreachClose close) => new()
    {
        Facts = Facts ?? "",
        Effects = Effects,
        Measures = Measures,
        Categories = [.. _kinds],
        Accounts = (Accounts ?? "").Split((char[])[' ', '\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries),
        Form = Form,
        FirstNoticeAt = Read(FirstNotice),
        FullNoticeAt = Read(FullNotice),
        AuthorityToldAt = Read(AuthorityTold),
        CustomersToldAt = Read(CustomersTold),
        Subjects = Subjects,
        SubjectsToldAt = Read(SubjectsTold),
        SubjectsReason = SubjectsReason,
        Close = close,
        Conclusion = Conclusion,
    };

    private Task CountAsync() => ActAsync(
        async staff => await affected.CountAsync(staff, Id, CancellationToken.None) is null ? [new(BreachPart.Whole, BreachRefusal.NotStaff)] : [], "Counted");

    private async Task ActAsync(Func<UserId, Task<IReadOnlyList<BreachFault>>> act, string? done, bool isSaved = false)
    {
        (_busy, _error, _faults) = (true, null, []);
        try
        {
            var staff = (await current.RequireAsync()).Customer.User;
            _faults = await act(staff);
            if (_faults.Count > 0)
            {
                // What the dialog can mend is said in it; for anything else she needs the page under it.
                if (_faults.Any(fault => fault.Part is not BreachPart.Conclusion)) (_closing, _error) = (false, _faults.At(BreachPart.Whole));
                return;
            }

            if (done is null) return;

            _closing = false;
            toasts.Show(Tone.Good, done);
            _view = await board.ReadAsync(staff, Id, CancellationToken.None);

            // After a count the form is still what was read before it: a colleague's change is no more in it than it was.
            if (isSaved && _view is not null) Fill(_view);
        }
        catch (StorageUnavailableException)
        {
            (_closing, _error) = (false, "It could not be saved, so nothing was changed. What you wrote is kept here. Try again in a minute");
        }
        finally
        {
            _busy = false;
        }
    }

    private static string? IdOf(BreachPart part) => part switch
    {
        BreachPart.Facts => "facts",
        BreachPart.Kinds => "kinds",
        BreachPart.Form => "form",
        BreachPart.Accounts => "accounts",
        BreachPart.Effects => "effects",
        BreachPart.Measures => "measures",
        BreachPart.FirstNotice => "first",
        BreachPart.FullNotice => "full",
        BreachPart.Authority => "told",
        BreachPart.Customers => "customers-told",
        BreachPart.People => "subjects",
        BreachPart.PeopleTold => "subjects-told",
        BreachPart.Reason => "subjects-reason",
        BreachPart.Whole or BreachPart.Title or BreachPart.Found or BreachPart.Conclusion => null,
    };

    private string? Said(DateTimeOffset? instant) => instant is { } at ? SeatTime.Of(at, options) : null;

    private DateTimeOffset? Read(string? typed) => SeatTime.TryParse(typed, options, out var instant) ? instant : null;
}
