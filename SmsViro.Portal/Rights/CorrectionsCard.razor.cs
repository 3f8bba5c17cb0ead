using Microsoft.AspNetCore.Components;
using SmsViro.Core.Accounts;
using SmsViro.Core.Rights.Rectifying;

namespace SmsViro.Portal.Rights;

/// <summary>What our staff put right for a person, newest first; nothing where there was nothing.</summary>
public sealed partial class CorrectionsCard
{
    [Parameter, EditorRequired]
    public IReadOnlyList<CorrectionView> Corrections { get; set; } = [];

    private static string Title(CorrectionView correction) => correction switch
    {
        { Detail: { } detail } => AccountsWords.Of(detail),
        { Beside: { } category, IsOfOne: true } => $"Your statement beside one entry of: {category.Name}",
        { Beside: { } category } => $"Your statement beside: {category.Name}",
        _ => "Your statement beside a record",
    };
}
