using Microsoft.AspNetCore.Authorization;
using SmsViro.Core.Registers.Confidentiality;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>Asks the register of signatures whether a member of staff is bound.</summary>
internal sealed class ConfidentialityRule(StaffConfidentiality confidentiality) : AuthorizationHandler<BoundByConfidentiality>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, BoundByConfidentiality requirement)
    {
        if (context.User.ToSignedIn() is { IsStaff: true } person && await confidentiality.IsBoundAsync(person.Customer.User, CancellationToken.None)) context.Succeed(requirement);
    }
}
