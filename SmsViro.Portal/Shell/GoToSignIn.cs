using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Shell;

/// <summary>Sends a person whose session ended to the sign-in page, and back here afterwards.</summary>
public sealed class GoToSignIn(NavigationManager navigation) : ComponentBase
{
    protected override void OnInitialized() =>
        navigation.NavigateTo(Urls.SignInThen('/' + navigation.ToBaseRelativePath(navigation.Uri)), forceLoad: true);
}
