using SmsViro.Core.Rights;

namespace SmsViro.Portal.Accounts.Entry;

/// <summary>Where a browser comes to whose account was closed while it was open. It names nobody, for anybody can open it.</summary>
public sealed partial class AccountClosedPage(RightsOptions options);
