using Microsoft.AspNetCore.Components;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Staff;

/// <summary>Whether an account lives.</summary>
public sealed partial class AccountTag
{
    [Parameter, EditorRequired]
    public AccountState Of { get; set; }

    private Tone Colour => Of switch
    {
        AccountState.Active => Tone.Good,
        AccountState.Erasing => Tone.Wait,
        AccountState.Erased => Tone.Quiet,
    };

    private Icon Sign => Of switch
    {
        AccountState.Active => Icons.Check,
        AccountState.Erasing => Icons.Hourglass,
        AccountState.Erased => Icons.Trash,
    };

    private string Word => Of switch
    {
        AccountState.Active => "Active",
        AccountState.Erasing => "Being erased",
        AccountState.Erased => "Erased",
    };
}
