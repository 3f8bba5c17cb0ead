using SmsViro.Core.Messaging;
using SmsViro.Core.Rights.Restricting;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>At the top of every page of hers while her data is only kept: that nothing is sent, and where to end it.</summary>
public sealed partial class PauseNotice(CurrentCustomer current, EndRestriction pause)
{
    private DateTimeOffset? _since;

    protected override async Task OnInitializedAsync()
    {
        if (await current.FindAsync(Closed) is not { } person) return;

        // Raised by whatever begins or ends a pause, because messages are held or go on with it.
        Listen(MessagingTopics.Messages(person.Customer.Account));
        await ReadAsync();
    }

    protected override async Task ReadAsync() =>
        _since = await current.FindAsync(Closed) is { IsStaff: false } person ? (await pause.FindAsync(person.Customer, Closed))?.Since : null;
}
