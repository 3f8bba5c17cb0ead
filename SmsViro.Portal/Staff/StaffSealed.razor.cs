using Microsoft.AspNetCore.Components;
using SmsViro.Core.PersonalData;

namespace SmsViro.Portal.Staff;

/// <summary>The tint in place of one stored column; what a screen reader hears comes from its declaration.</summary>
public sealed partial class StaffSealed(DataMap map)
{
    /// <summary>"PortalUser.EmailSealed": its table and its name.</summary>
    [Parameter, EditorRequired]
    public string Column { get; set; } = "";
}
