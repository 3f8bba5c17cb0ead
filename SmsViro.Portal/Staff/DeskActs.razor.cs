using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Staff;

/// <summary>Every act the machine allows on a request now, each a button that says what it does; what needs words is one form.</summary>
public sealed partial class DeskActs
{
    // What is most likely wanted: a second person decides, whoever has the request answers.
    private static readonly DeskForm[] First = [DeskForm.SendBack, DeskForm.NoMoreTime, DeskForm.Answer, DeskForm.Reply];

    private static readonly DetailKind[] Correctable = [DetailKind.Name, DetailKind.Company, DetailKind.Phone, DetailKind.TimeZone];

    private string? _error;
    private IReadOnlyList<DeskRefusal> _faults = [];
    private bool _busy;
    private bool _second;
    private string? _draft;
    private DeskForm? _chosen;
    private PrivacyRequest? _join;

    [Parameter, EditorRequired]
    public RequestView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public RequestDetails Details { get; set; } = null!;

    [Parameter, EditorRequired]
    public UserId Me { get; set; }

    /// <summary>Gives the grant to act with; asked anew for each act, because a grant ends.</summary>
    [Parameter, EditorRequired]
    public Func<Task<AccessGrant?>> Grant { get; set; } = null!;

    /// <summary>Something was done; the page reads again.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    public Toasts Toasts { get; set; } = null!;

    [Inject]
    public OpenRequest Open { get; set; } = null!;

    [Inject]
    public AssignRequest Assign { get; set; } = null!;

    [Inject]
    public AskIdentity Doubt { get; set; } = null!;

    [Inject]
    public AcceptIdentity Identity { get; set; } = null!;

    [Inject]
    public ClarifyRequest Clarify { get; set; } = null!;

    [Inject]
    public ExtendRequest Extend { get; set; } = null!;

    [Inject]
    public AnswerRequest Answers { get; set; } = null!;

    [Inject]
    public MergeRequest Merge { get; set; } = null!;

    [Inject]
    public ForwardRequest Forward { get; set; } = null!;

    [Inject]
    public NoteOnRequest Notes { get; set; } = null!;

    [Inject]
    public StartCopy Copy { get; set; } = null!;

    [Inject]
    public PutInForce Force { get; set; } = null!;

    [Inject]
    public CorrectDetail Correct { get; set; } = null!;

    [Inject]
    public TellRecipient Tell { get; set; } = null!;

    [Inject]
    public AnnounceEnd Announce { get; set; } = null!;

    private PrivacyRequest Request => View.Request;

    private Guid Id => Request.Id;

    // What the customer disputes is most likely what the statement is about; it can be changed.
    protected override void OnInitialized() => Beside = Details.Disputed?.Id;

    // An answer that was sent back is there again for whoever corrects it, and what is typed already stays.
    protected override void OnParametersSet()
    {
        if (!IsWorking || Request.Outcome is not { } outcome || Details.Answer is not { } written)
        {
            _draft = null;
        }
        else if (_draft is null)
        {
            (_draft, Outcome, Ground) = (written, outcome, Request.Ground);
            if (Form is DeskForm.Answer && string.IsNullOrEmpty(Words)) Words = written;
        }
    }

    private DeskForm Form
    {
        get => _chosen is { } chosen && Forms.Contains(chosen) ? chosen : First.FirstOrDefault(form => Forms.Contains(form), DeskForm.Note);
        set
        {
            // The answer that came back is no question and no note.
            if (value is not DeskForm.Answer && Words == _draft) Words = null;
            else if (value is DeskForm.Answer && string.IsNullOrEmpty(Words)) Words = _draft;
            _chosen = value;
        }
    }

    private string? Words { get; set; }

    // Neither an outcome nor a ground is chosen for anybody: a letter would tell what nobody meant. What is offered changes with the request.
    private RequestOutcome? Outcome
    {
        get => field is { } chosen && Outcomes.Contains(chosen) ? chosen : null;
        set;
    }

    private RefusalGround? Ground { get; set; }

    private ExtensionReason? Reason { get; set; }

    private DetailKind Detail { get; set; } = DetailKind.Name;

    private string? Beside { get; set; }

    private string? Reference { get; set; }

    private Guid Told { get; set; }

    private bool IsSecondPerson => Request.AssignedTo != Me && Request.ProposedBy != Me;

    private bool IsWorking => Request.State is RequestState.InProgress && Request.AssignedTo is not null;

    private IEnumerable<RequestOutcome> Outcomes =>
        Enum.GetValues<RequestOutcome>().Where(outcome => outcome is not RequestOutcome.Whole || RequestMachine.Allows(Request.Kind, RequestState.Responding, RequestState.Fulfilled));

    private IReadOnlyList<DeskForm> Forms =>
    [
        .. Offered(DeskForm.SendBack, May(RequestAct.SendBack) && IsSecondPerson),
        .. Offered(DeskForm.NoMoreTime, View.IsMoreTimeProposed && IsSecondPerson),
        .. Offered(DeskForm.Answer, IsWorking),
        .. Offered(DeskForm.Correction, IsWorking && Request.Kind is RequestKind.Rectification),
        .. Offered(DeskForm.Statement, IsWorking && Request.Kind is RequestKind.Rectification),
        .. Offered(DeskForm.Told, Details.Recipients.Any(task => task.ToldAt is null)),
        .. Offered(DeskForm.Question, IsWorking),
        .. Offered(DeskForm.Reply, May(RequestAct.TakeClarification)),
        .. Offered(DeskForm.Extension, Extend.IsPossible(Request)),
        .. Offered(DeskForm.Identity, May(RequestAct.AskIdentity)),
        .. Offered(DeskForm.RestrictionEnd, Request.Kind is RequestKind.Restriction),
        .. Offered(DeskForm.Forward, IsWorking && May(RequestAct.Forward)),
        DeskForm.Note,
    ];

    private static IEnumerable<DeskForm> Offered(DeskForm form, bool when) => when ? [form] : [];

    private bool May(RequestAct act) => RequestMachine.Refusal(Request, act, default) is null or DeskRefusal.NobodyHasIt;

    private async Task JoinAsync()
    {
        if (_join is not { } earlier) return;

        await DoAsync("The two requests are one", grant => Merge.RunAsync(grant, Id, earlier.Id, default));
        _join = null;
    }

    private Task SubmitAsync()
    {
        var words = Words ?? "";
        _error = null;
        _faults = Form switch
        {
            DeskForm.Answer => AnswerRequest.Lacks(Request, Outcome, Ground, words),
            DeskForm.Extension => ExtendRequest.Lacks(Reason, words),
            _ => [],
        };
        if (_faults.Count > 0) return Task.CompletedTask;

        var task = Details.Recipients.FirstOrDefault(open => open.Id == Told) ?? Details.Recipients.FirstOrDefault(open => open.ToldAt is null);
        return DoAsync(DeskWords.Done(Form), grant => Form switch
        {
            DeskForm.Answer => Answers.ProposeAsync(grant, Id, Outcome, Ground, words, _second, default),
            DeskForm.Question => Clarify.AskAsync(grant, Id, words, default),
            DeskForm.Reply => Clarify.TakeAsync(grant, Id, words, default),
            DeskForm.Extension => Extend.ProposeAsync(grant, Id, Reason, words, default),
            DeskForm.Identity => Doubt.RunAsync(grant, Id, words, default),
            DeskForm.Correction => Correct.ReplaceAsync(grant, Id, Detail, words, default),
            DeskForm.Statement => Correct.AddStatementAsync(grant, Id, new RecordPlace(Beside ?? "", Reference), words, default),
            DeskForm.Told => Tell.RunAsync(grant, Id, task?.Id ?? default, words, default),
            DeskForm.RestrictionEnd => Announce.RunAsync(grant, Id, words, default),
            DeskForm.SendBack => Answers.SendBackAsync(grant, Id, words, default),
            DeskForm.NoMoreTime => Extend.RefuseAsync(grant, Id, words, default),
            DeskForm.Forward => Forward.RunAsync(grant, Id, words, default),
            DeskForm.Note => Notes.RunAsync(grant, Id, words, default),
        });
    }

    private async Task DoAsync(string done, Func<AccessGrant, Task<DeskRefusal?>> act)
    {
        (_error, _faults, _busy) = (null, [], true);
        try
        {
            if (await Grant() is not { } grant) return;

            var refusal = await act(grant);
            if (refusal is DeskRefusal.NeedsOutcome or DeskRefusal.NeedsGround or DeskRefusal.NeedsWords or DeskRefusal.NotAValue or DeskRefusal.NoSuchRecord) _faults = [refusal.Value];
            else if (refusal is { } why) _error = DeskWords.For(why, Form);
            else (Words, Outcome, Ground, Reason, Reference, _draft) = (null, null, null, null, null, null);
            await OnDone.InvokeAsync();
            if (refusal is null) Toasts.Show(Tone.Good, done, $"The request now says: {StaffWords.Of(View)}");
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so nothing was done. What you wrote is kept here. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }

    private string? At(DeskRefusal refusal) => _faults.Contains(refusal) ? DeskWords.For(refusal, Form) : null;
}
