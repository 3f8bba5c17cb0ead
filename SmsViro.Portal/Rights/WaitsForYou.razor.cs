using Microsoft.AspNetCore.Components;
using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Says which requests of hers go on only when she answers us, and that her account is to be erased; nothing while neither is so.</summary>
public sealed partial class WaitsForYou(CurrentCustomer current, RequestBoard board, TimeProvider clock)
{
    private readonly HashSet<Guid> _heard = [];
    private IReadOnlyList<RequestView> _waiting = [];

    [CascadingParameter]
    public ReaderZone? Reader { get; set; }

    protected override async Task OnInitializedAsync()
    {
        // Whatever begins such a wait comes with a letter; what ends it is heard at the request.
        Listen(Post.TopicOf((await current.RequireAsync(Closed)).Customer.User));
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        _waiting = await board.WaitingForAsync((await current.RequireAsync(Closed)).Customer, Closed);
        foreach (var view in _waiting.Where(view => _heard.Add(view.Request.Id))) Listen(JobQueue.Topic(view.Request.Id));
    }

    // What came by letter may ask for less than the whole account.
    private static string Title(RequestView view) => view switch
    {
        { IsAhead: true, Request.Channel: RequestChannel.Portal } => "Your account is to be erased",
        { IsAhead: true } => "You wrote to us to have data erased",
        _ => $"{RightsWords.Of(view.Request.Kind)}, {view.Request.Reference}, waits for you",
    };

    private string Why(RequestView view) =>
        view.IsAhead ? ErasureAhead.BeginsOf(view, Reader ?? ReaderZone.London, clock.GetUtcNow())
        : view.IdentityUntil is { } until ? $"Show until {TimeText.Of(until)} that you asked for it. Your password is enough. Without it the request lapses."
        : view.AskedOn is { } asked ? DueWords.Open(asked, view.Request)
        : "";

    private static string Act(RequestView view) => view.IsAhead ? "See it, or take it back" : view.IdentityUntil is null ? "Answer the question" : "Show that it is mine";
}
