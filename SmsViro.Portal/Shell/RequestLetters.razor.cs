using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Letters;

namespace SmsViro.Portal.Shell;

/// <summary>The letters of a request, each opened where it stands.</summary>
public sealed partial class RequestLetters
{
    [Parameter, EditorRequired]
    public IReadOnlyList<LetterView> Letters { get; set; } = [];
}
