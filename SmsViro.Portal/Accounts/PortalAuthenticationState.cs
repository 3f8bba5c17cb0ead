using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Storage;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>
/// Who sits in front of an open page. A circuit keeps the principal it started with, so this one is told when her sessions change,
/// and looks by itself every minute for what no signal reached.
/// </summary>
internal sealed class PortalAuthenticationState : RevalidatingServerAuthenticationStateProvider
{
    private readonly Sessions _sessions;
    private readonly Signals _signals;
    private IDisposable? _listening;

    public PortalAuthenticationState(ILoggerFactory logs, Sessions sessions, Signals signals)
        : base(logs)
    {
        (_sessions, _signals) = (sessions, signals);
        AuthenticationStateChanged += state => _ = ListenAsync(state);
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        authenticationState.User.ToSignedIn() is not { } person || await _sessions.FindAsync(person.Session, cancellationToken) == person;

    protected override void Dispose(bool disposing)
    {
        if (disposing) _listening?.Dispose();
        base.Dispose(disposing);
    }

    private async Task ListenAsync(Task<AuthenticationState> task)
    {
        _listening?.Dispose();
        var state = await task;
        _listening = state.User.ToSignedIn() is { } person
            ? _signals.Listen(Sessions.Topic(person.Customer.User), () => _ = LookAsync(state))
            : null;
    }

    private async Task LookAsync(AuthenticationState state)
    {
        if (await ValidateAuthenticationStateAsync(state, CancellationToken.None)) return;

        var closed = state.User.ToSignedIn() is { } person && await _sessions.IsAccountClosedAsync(person.Customer.User, CancellationToken.None);
        SetAuthenticationState(Task.FromResult(new AuthenticationState(SessionClaims.Nobody(closed))));
    }
}
