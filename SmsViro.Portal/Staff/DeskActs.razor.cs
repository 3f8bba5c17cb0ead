using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Staff;

/// <summary>Every act the machine allows on a request now, each a button that says what it does; what needs words is one form.</summary>
public sealed partial class DeskActs
{
    private static readonly DetailKind[] Correctable = [DetailKind.Name, DetailKind.Company, DetailKind.Phone, DetailKind.TimeZone];

    private string? _error;
    private bool _busy;
    private bool _second;

    [Parameter, EditorRequired]
    public PrivacyRequest Request { get; set; } = null!;

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

    private Guid Id => Request.Id;

    private DeskForm Form { get; set; }

    private string? Words { get; set; }

    private RequestOutcome Outcome { get; set; } = RequestOutcome.Part;

    private RefusalGround Ground { get; set; } = RefusalGround.ManifestlyUnfounded;

    private ExtensionReason Reason { get; set; } = ExtensionReason.Complexity;

    private DetailKind Detail { get; set; } = DetailKind.Name;

    private Guid Told { get; set; }

    // A select shows its first option although nobody chose it.
    private DeskForm Chosen => Forms.Contains(Form) ? Form : Forms[0];

    private bool IsExtensionWaiting => Request is { ExtensionReason: not null, IsExtended: false, HasEnded: false };

    private bool IsWorking => Request.State is RequestState.InProgress && Request.AssignedTo is not null;

    private IEnumerable<RequestOutcome> Outcomes =>
        Enum.GetValues<RequestOutcome>().Where(outcome => outcome is not RequestOutcome.Whole || RequestMachine.Allows(Request.Kind, RequestState.Responding, RequestState.Fulfilled));

    private IReadOnlyList<DeskForm> Forms =>
    [
        .. Offered(DeskForm.Answer, IsWorking),
        .. Offered(DeskForm.Correction, IsWorking && Request.Kind is RequestKind.Rectification),
        .. Offered(DeskForm.Statement, IsWorking && Request.Kind is RequestKind.Rectification),
        .. Offered(DeskForm.Told, Details.Recipients.Any(task => task.ToldAt is null)),
        .. Offered(DeskForm.Question, IsWorking),
        .. Offered(DeskForm.Reply, May(RequestAct.TakeClarification)),
        .. Offered(DeskForm.Extension, !Request.HasEnded && Request is { IsExtended: false, ExtensionReason: null } && Request.State is not (RequestState.Responding or RequestState.Preparing)),
        .. Offered(DeskForm.Identity, May(RequestAct.AskIdentity)),
        .. Offered(DeskForm.RestrictionEnd, Request.Kind is RequestKind.Restriction),
        .. Offered(DeskForm.Forward, IsWorking),
        DeskForm.Note,
    ];

    private static IEnumerable<DeskForm> Offered(DeskForm form, bool when) => when ? [form] : [];

    private static string Title(DeskForm form) => form switch
    {
        DeskForm.Answer => "The answer",
        DeskForm.Question => "A question to her",
        DeskForm.Reply => "What she answered",
        DeskForm.Extension => "Why it takes longer",
        DeskForm.Identity => "Why we doubt who sent it",
        DeskForm.Correction => "A detail put right",
        DeskForm.Statement => "Her statement beside a record",
        DeskForm.Told => "A recipient that was told",
        DeskForm.RestrictionEnd => "The end of the restriction",
        DeskForm.Forward => "The company that decides",
        DeskForm.Note => "A note",
    };

    private static string Asks(DeskForm form) => form switch
    {
        DeskForm.Correction => "What is right",
        DeskForm.Told => "How, or why it was impossible",
        DeskForm.Forward => "Which company, and how she reaches it",
        _ => "In your words",
    };

    private static string Help(DeskForm form) => form switch
    {
        DeskForm.Note => "Sealed; she reads it in her copy",
        DeskForm.Extension => "At least 40 letters; she reads them. A second person sends the notice, before the first date",
        DeskForm.Reply => "As she said it on the telephone or by mail",
        DeskForm.RestrictionEnd => "She is told a week before; it never ends unless the letter has gone",
        DeskForm.Correction => "What stood there is kept for her to see",
        _ => "She reads it",
    };

    private static string Act(DeskForm form) => form switch
    {
        DeskForm.Answer => "Write the answer",
        DeskForm.Question => "Ask her",
        DeskForm.Reply => "Write it down",
        DeskForm.Extension => "Propose the extension",
        DeskForm.Identity => "Ask her to show who she is",
        DeskForm.Correction => "Put it right",
        DeskForm.Statement => "Set it beside the record",
        DeskForm.Told => "Record it",
        DeskForm.RestrictionEnd => "Tell her that it ends",
        DeskForm.Forward => "Pass the request on",
        DeskForm.Note => "Keep the note",
    };

    private static string For(DeskRefusal refusal) => refusal switch
    {
        DeskRefusal.NotStaff => "Your role has changed, so nothing was done",
        DeskRefusal.NoSuchRequest => "There is no such request of this person. Nothing was done",
        DeskRefusal.NotNow => "The request has moved on, and this is not possible any more. Nothing was done",
        DeskRefusal.NobodyHasIt => "Take the request first. Nothing was done",
        DeskRefusal.NeedsSecondPerson => "You have the request or wrote its answer: a second person decides. Nothing was done",
        DeskRefusal.NoOutcome => "Write the answer first. Nothing was done",
        DeskRefusal.NeedsWords => "Write more: at least 10 letters, 40 for an extension. Nothing was done",
        DeskRefusal.NoSuchGround => "The law names no such ground for this right. Nothing was done",
        DeskRefusal.TooLate => "The first date is here: an extension can no longer be told in time. Nothing was done",
        DeskRefusal.AlreadyExtended => "It was extended already, and the law allows one extension. Nothing was done",
        DeskRefusal.NotTheSame => "The other request is not hers, not of this kind or not older. Nothing was done",
        DeskRefusal.NotAValue => "This cannot be that detail. Nothing was changed",
    };

    private bool May(RequestAct act) => RequestMachine.Refusal(Request, act, default) is null or DeskRefusal.NobodyHasIt;

    private Task SubmitAsync()
    {
        var words = Words ?? "";
        var task = Details.Recipients.FirstOrDefault(open => open.Id == Told) ?? Details.Recipients.FirstOrDefault(open => open.ToldAt is null);
        var ground = RefusalGrounds.For(Request.Kind).Contains(Ground) ? Ground : RefusalGrounds.For(Request.Kind)[0];
        return DoAsync(grant => Chosen switch
        {
            DeskForm.Answer => Answers.ProposeAsync(grant, Id, Outcomes.Contains(Outcome) ? Outcome : RequestOutcome.Part, Outcome is RequestOutcome.Whole ? null : ground, words, _second, default),
            DeskForm.Question => Clarify.AskAsync(grant, Id, words, default),
            DeskForm.Reply => Clarify.TakeAsync(grant, Id, words, default),
            DeskForm.Extension => Extend.ProposeAsync(grant, Id, Reason, words, default),
            DeskForm.Identity => Doubt.RunAsync(grant, Id, words, default),
            DeskForm.Correction => Correct.ReplaceAsync(grant, Id, Detail, words, default),
            DeskForm.Statement => Correct.AddStatementAsync(grant, Id, words, default),
            DeskForm.Told => Tell.RunAsync(grant, Id, task?.Id ?? default, words, default),
            DeskForm.RestrictionEnd => Announce.RunAsync(grant, Id, words, default),
            DeskForm.Forward => Forward.RunAsync(grant, Id, words, default),
            DeskForm.Note => Notes.RunAsync(grant, Id, words, default),
        });
    }

    private async Task DoAsync(Func<AccessGrant, Task<DeskRefusal?>> act)
    {
        (_error, _busy) = (null, true);
        try
        {
            if (await Grant() is not { } grant) return;

            var refusal = await act(grant);
            _error = refusal is { } why ? For(why) : null;
            if (refusal is null) Words = null;
            await OnDone.InvokeAsync();
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
}
