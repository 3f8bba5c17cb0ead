using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights;

namespace SmsViro.Portal.Rights;

/// <summary>One kind of data as the register of columns says it: what, why, until when and who receives it.</summary>
public sealed partial class HeldFacts
{
    private const int MostLabels = 6;

    [Parameter, EditorRequired]
    public HeldCategory Of { get; set; } = null!;

    private string What => Of.What.Count switch
    {
        0 => "Only secrets and digests, which no export carries",
        <= MostLabels => string.Join(", ", Of.What),
        var all => $"{string.Join(", ", Of.What.Take(MostLabels))} and {all - MostLabels} more",
    };

    private string Recipients =>
        Of.Activities.SelectMany(activity => activity.Recipients).Distinct().ToList() is { Count: > 0 } recipients ? string.Join("; ", recipients) : "Nobody outside our company";

    private static string Lower(string purpose) => purpose.Length == 0 ? purpose : char.ToLowerInvariant(purpose[0]) + purpose[1..];
}
