using SmsViro.Core.Notices;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Says which requests of hers go on only when she answers us; nothing while none does.</summary>
public sealed partial class WaitsForYou(CurrentCustomer current, RequestBoard board)
{
    private IReadOnlyList<RequestView> _waiting = [];

    protected override async Task OnInitializedAsync()
    {
        // Whatever begins or ends such a wait comes with a letter.
        Listen(Post.TopicOf((await current.RequireAsync(Closed)).Customer.User));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => _waiting = await board.WaitingForAsync((await current.RequireAsync(Closed)).Customer, Closed);

    private static string Why(RequestView view) =>
        view.IdentityUntil is { } until ? $"Show until {TimeText.Of(until)} that you asked for it. Your password is enough. Without it the request lapses."
        : view.AskedOn is { } asked ? DueWords.Open(asked, view.Request)
        : "";

    private static string Act(RequestView view) => view.IdentityUntil is null ? "Answer the question" : "Show that it is mine";
}
