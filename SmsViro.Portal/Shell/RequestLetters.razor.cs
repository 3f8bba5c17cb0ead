using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Letters;

namespace SmsViro.Portal.Shell;

/// <summary>The letters of a request, each opened where it stands.</summary>
public sealed partial class RequestLetters
{
    [Parameter, EditorRequired]
    public IReadOnlyList<LetterView> Letters { get; set; } = [];

    private static string Said(LetterDelivery delivery) => delivery switch
    {
        LetterDelivery.Sent => ", sent by mail",
        LetterDelivery.Waiting => ", on its way: no mail server has taken it yet",
        LetterDelivery.NoMail => ", not sent by mail: there was no address",
        LetterDelivery.Unreadable => ", not sent: it could not be opened any more",
        LetterDelivery.Forgotten => ", its mail is deleted here",
    };
}
