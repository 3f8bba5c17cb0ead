using Microsoft.AspNetCore.Authorization;

namespace SmsViro.Portal.Shell;

/// <summary>Nobody sees a page of the desk before she has signed the undertaking of confidentiality in force. Without somebody to ask, nobody has.</summary>
internal sealed class BoundByConfidentiality : IAuthorizationRequirement;
