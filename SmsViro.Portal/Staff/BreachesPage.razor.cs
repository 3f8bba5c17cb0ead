using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>The register of breaches.</summary>
public sealed partial class BreachesPage(CurrentCustomer current, BreachBoard board, NavigationManager navigation, TimeProvider clock)
{
    private IReadOnlyList<BreachView>? _breaches;

    private DateTimeOffset Now => clock.GetUtcNow();

    protected override async Task OnInitializedAsync()
    {
        Listen(BreachBoard.Topic);
        await ReadAsync();
        if (_breaches is null) navigation.NotFound();
    }

    protected override async Task ReadAsync() => _breaches = await board.ListAsync((await current.RequireAsync(Closed)).Customer.User, Closed);

    private static BreachClock? Next(BreachView view) => view.Breach.ClosedAt is null ? view.Clocks.Where(running => running.DoneAt is null).MinBy(running => running.DueAt) : null;
}
