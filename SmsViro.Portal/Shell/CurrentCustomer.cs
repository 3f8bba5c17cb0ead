using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SmsViro.Core.Accounts.Credentials;

namespace SmsViro.Portal.Shell;

/// <summary>Who acts, for pages. Every act asks again: between two clicks her session may have ended or her role changed.</summary>
public sealed class CurrentCustomer(AuthenticationStateProvider state, Sessions sessions, StepUp stepUp, NavigationManager navigation)
{
    /// <summary>The signed-in person; null when her session has ended.</summary>
    public async Task<SignedIn?> FindAsync(CancellationToken cancel = default) =>
        (await state.GetAuthenticationStateAsync()).User.ToSignedIn() is { } person ? await sessions.FindAsync(person.Session, cancel) : null;

    /// <summary>The signed-in person. When her session has ended the browser goes to sign in, or to where it says that her account has ended, and the act stops by <see cref="SessionEndedException"/>.</summary>
    public async Task<SignedIn> RequireAsync(CancellationToken cancel = default)
    {
        if (await FindAsync(cancel) is { } person) return person;

        navigation.NavigateTo(await IsClosedAsync(cancel) ? Urls.AccountClosed : Urls.SignInThen(Here), forceLoad: true);
        throw new SessionEndedException();
    }

    /// <summary>Whether she typed her password within the last five minutes, for a page that decides what to offer.</summary>
    public async Task<bool> IsConfirmedAsync(CancellationToken cancel = default) => await stepUp.IsFreshAsync(await RequireAsync(cancel), cancel);

    /// <summary>
    /// True when she typed her password within the last five minutes. Otherwise the browser goes to <see cref="Urls.ConfirmItIsYou"/> and comes back to
    /// <paramref name="returnTo"/>, or to this page; the caller stops. Use cases ask <see cref="StepUp"/> themselves.
    /// </summary>
    public async Task<bool> ConfirmedAsync(string? returnTo = null, CancellationToken cancel = default)
    {
        if (await IsConfirmedAsync(cancel)) return true;

        navigation.NavigateTo(Urls.ConfirmItIsYouThen(returnTo ?? Here), forceLoad: true);
        return false;
    }

    private async Task<bool> IsClosedAsync(CancellationToken cancel)
    {
        var principal = (await state.GetAuthenticationStateAsync()).User;
        return principal.IsOfClosedAccount() || (principal.ToSignedIn() is { } person && await sessions.IsAccountClosedAsync(person.Customer.User, cancel));
    }

    // Without the word of an earlier way back.
    private string Here => '/' + navigation.ToBaseRelativePath(navigation.GetUriWithQueryParameter(Urls.ConfirmedWord, (string?)null));
}
