using System.Globalization;
using System.Security.Claims;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Shell;

/// <summary>What the cookie carries: ids of ours and a role. Never a name, never an address.</summary>
public static class SessionClaims
{
    public const string Scheme = "sv-session";

    private const string Account = "account";
    private const string Session = "session";
    private const string Closed = "closed";

    /// <summary>Nobody any more: the session of this browser ended, and with it perhaps the account.</summary>
    public static ClaimsPrincipal Nobody(bool isAccountClosed) => new(new ClaimsIdentity(isAccountClosed ? [new Claim(Closed, "")] : []));

    /// <summary>True for who was here until the account was closed.</summary>
    public static bool IsOfClosedAccount(this ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == Closed);

    public static ClaimsPrincipal ToPrincipal(this SignedIn person) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, person.Customer.User.ToString()),
            new Claim(Account, person.Customer.Account.ToString()),
            new Claim(ClaimTypes.Role, person.Role.ToString()),
            new Claim(Session, person.Session.ToString()),
        ],
        Scheme));

    /// <summary>
    /// Who a principal says it is; null for a stranger. Within a request it has been looked up in the database already, so an endpoint may
    /// trust it; a circuit lives longer and asks <see cref="CurrentCustomer"/>.
    /// </summary>
    public static SignedIn? ToSignedIn(this ClaimsPrincipal principal) =>
        Id(principal, ClaimTypes.NameIdentifier) is { } user && Id(principal, Account) is { } account && Id(principal, Session) is { } session
        && Enum.TryParse<PortalRole>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new SignedIn(new Customer(new UserId(user), new AccountId(account)), role, session)
            : null;

    private static Guid? Id(ClaimsPrincipal principal, string type) =>
        Guid.TryParse(principal.FindFirstValue(type), CultureInfo.InvariantCulture, out var id) ? id : null;
}
