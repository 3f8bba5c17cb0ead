using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights;

namespace SmsViro.Portal.Rights;

/// <summary>What is held, category by category, as the register of columns says it.</summary>
public sealed partial class HeldCard
{
    private const int MostLabels = 6;

    [Parameter, EditorRequired]
    public HeldOverview Data { get; set; } = null!;

    private static string What(HeldCategory held) =>
        held.What.Count switch
        {
            0 => "Only secrets and digests, which no export carries",
            <= MostLabels => string.Join(", ", held.What),
            var all => $"{string.Join(", ", held.What.Take(MostLabels))} and {all - MostLabels} more",
        };

    private static string Recipients(HeldCategory held) =>
        held.Activities.SelectMany(activity => activity.Recipients).Distinct().ToList() is { Count: > 0 } recipients ? string.Join("; ", recipients) : "Nobody outside our company";

    private static string Lower(string purpose) => purpose.Length == 0 ? purpose : char.ToLowerInvariant(purpose[0]) + purpose[1..];
}
