using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Evidence;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Controls of the standards beside what the system shows for them at this moment. It counts and names nobody.</summary>
public sealed partial class EvidencePage(CurrentCustomer current, GatherEvidence gather, NavigationManager navigation)
{
    private EvidenceReport? _report;
    private PortalRole _role;
    private string? _error;

    // The whole trail is walked for it: once, when there is somebody to show it to.
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;

        try
        {
            var staff = await current.RequireAsync();
            _role = staff.Role;
            _report = await gather.RunAsync(staff.Customer.User, CancellationToken.None);
            if (_report is null) navigation.NotFound();
        }
        catch (System.Data.Common.DbException)
        {
            _error = "The database did not answer, so nothing was counted. Try again in a minute";
        }
    }

    private bool MayGo(Control control) => EvidencePlaces.IsFor(_role, control.Place);
}
