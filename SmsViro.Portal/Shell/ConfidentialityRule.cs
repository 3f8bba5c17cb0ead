using Microsoft.AspNetCore.Authorization;
using SmsViro.Core.Registers.Confidentiality;

namespace SmsViro.Portal.Shell;

/// <summary>Nobody sees a page of the desk before she has signed the undertaking of confidentiality in force.</summary>
internal sealed class BoundByConfidentiality : IAuthorizationRequirement;

/// <summary>Asks the register of signatures.</summary>
internal sealed class ConfidentialityRule(StaffConfidentiality confidentiality) : AuthorizationHandler<BoundByConfidentiality>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, BoundByConfidentiality requirement)
    {
        if (context.User.ToSignedIn() is { IsStaff: true } person && await confidentiality.IsBoundAsync(person.Customer.User, CancellationToken.None)) context.Succeed(requirement);
    }
}
