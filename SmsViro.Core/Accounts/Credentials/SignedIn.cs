using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>A person in one browser: who she is, what she may do, and the session that says so.</summary>
public sealed record SignedIn(Customer Customer, PortalRole Role, Guid Session)
{
    public bool IsStaff => Role is PortalRole.Support or PortalRole.Admin;
}
