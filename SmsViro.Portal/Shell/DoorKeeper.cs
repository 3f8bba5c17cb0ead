using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace SmsViro.Portal.Shell;

/// <summary>
/// What a closed page answers: a stranger is sent to sign in, a signed-in person without the right is told 404,
/// because a 403 would say that the page, or the customer behind it, exists. Staff who have not signed the undertaking of confidentiality are led to it.
/// </summary>
internal sealed class DoorKeeper : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _ordinary = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || policy.AuthenticationSchemes.Count > 0)
            return _ordinary.HandleAsync(next, context, policy, authorizeResult);

        if (IsUnsigned(authorizeResult) && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(Urls.StaffConfidentialityThen($"{context.Request.Path}{context.Request.QueryString}"));
        }
        else if (authorizeResult.Forbidden)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (HttpMethods.IsGet(context.Request.Method) && !context.WebSockets.IsWebSocketRequest && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect(Urls.SignInThen($"{context.Request.Path}{context.Request.QueryString}"));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    // Her role would open the door, her signature is all that is missing.
    private static bool IsUnsigned(PolicyAuthorizationResult result) =>
        result is { Forbidden: true, AuthorizationFailure.FailedRequirements: { } failed } && failed.Any() && failed.All(requirement => requirement is BoundByConfidentiality);
}
