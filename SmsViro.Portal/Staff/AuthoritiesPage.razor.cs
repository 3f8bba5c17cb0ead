using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>The register of what authorities asked of us.</summary>
public sealed partial class AuthoritiesPage(CurrentCustomer current, AuthorityDesk desk, NavigationManager navigation)
{
    private IReadOnlyList<AuthorityLine>? _lines;

    protected override async Task OnInitializedAsync()
    {
        Listen(AuthorityDesk.Topic);
        await ReadAsync();
        if (_lines is null) navigation.NotFound();
    }

    protected override async Task ReadAsync() => _lines = await desk.ListAsync((await current.RequireAsync(Closed)).Customer.User, Closed);
}
