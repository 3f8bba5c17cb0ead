using Microsoft.AspNetCore.Components;
using SmsViro.Core.Notices;

namespace SmsViro.Portal.Accounts.Demo;

/// <summary>The mailbox of everybody, for developers.</summary>
public sealed partial class DevMailPage(Outbox outbox)
{
    private const int Most = 30;

    private IReadOnlyList<PostedMail> _mails = [];

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    protected override async Task OnInitializedAsync() => _mails = await outbox.NewestAsync(Most, Context.RequestAborted);

    private static string[] Lines(PostedMail mail) =>
        mail.Letter?.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    // A token is longer than a line and tells a reader nothing.
    private static string Named(Uri link) => link.GetLeftPart(UriPartial.Path);
}
