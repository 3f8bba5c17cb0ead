using Microsoft.AspNetCore.Components;
using SmsViro.Core.PersonalData;

namespace SmsViro.Portal.Staff;

/// <summary>One stored value as staff see it: as an export shows it, or the tint where it is sealed.</summary>
public sealed partial class RecordValue
{
    [Parameter, EditorRequired]
    public HeldValue Of { get; set; } = null!;
}
