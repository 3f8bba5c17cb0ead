using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Rectifying;

namespace SmsViro.Portal.Shell;

/// <summary>What a person says against a record that may not be rewritten, on the page of that record; nothing where she said nothing.</summary>
public sealed partial class StatementsBeside
{
    [Parameter, EditorRequired]
    public IReadOnlyList<CorrectionView> Of { get; set; } = [];
}
