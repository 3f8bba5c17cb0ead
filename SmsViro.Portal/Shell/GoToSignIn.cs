using System.Security.Claims;
using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>Sends a person whose session ended to the sign-in page, and back here afterwards; or, when her account ended, to the page that says so.</summary>
public sealed class GoToSignIn(NavigationManager navigation) : ComponentBase
{
    [Parameter, EditorRequired]
    public ClaimsPrincipal Person { get; set; } = new();

    protected override void OnInitialized() =>
        navigation.NavigateTo(Person.IsOfClosedAccount() ? Urls.AccountClosed : Urls.SignInThen('/' + navigation.ToBaseRelativePath(navigation.Uri)), forceLoad: true);
}
