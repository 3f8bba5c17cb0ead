using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Confidentiality;

namespace SmsViro.Portal.Shell;

/// <summary>What a signed-in person gets instead of a page she may not open: one that does not exist, or for staff of ours who have not signed yet, the undertaking of confidentiality.</summary>
public sealed partial class NoEntry(StaffConfidentiality confidentiality, NavigationManager navigation)
{
    private bool _isShut;

    [Parameter, EditorRequired]
    public ClaimsPrincipal Person { get; set; } = new();

    protected override async Task OnInitializedAsync()
    {
        var here = '/' + navigation.ToBaseRelativePath(navigation.Uri);
        if (Person.ToSignedIn() is { IsStaff: true } staff && here.StartsWith(Urls.Staff, StringComparison.Ordinal) && !await confidentiality.IsBoundAsync(staff.Customer.User, CancellationToken.None))
            navigation.NavigateTo(Urls.StaffConfidentialityThen(here));
        else _isShut = true;
    }
}
