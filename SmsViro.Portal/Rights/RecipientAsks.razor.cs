using Microsoft.AspNetCore.Components;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Recipients;

namespace SmsViro.Portal.Rights;

/// <summary>What a proved recipient may ask of us, and what became of what she asked.</summary>
public sealed partial class RecipientAsks(RightsOptions options, DataMap map)
{
    [Parameter, EditorRequired]
    public required Picture Picture { get; set; }

    // What stays of a request, as the activity behind it declares it.
    private string Kept => map.UsesOf(Category.RecipientRequests).Single().Retention;
}
