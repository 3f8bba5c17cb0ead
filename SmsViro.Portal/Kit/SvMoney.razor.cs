using Microsoft.AspNetCore.Components;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Kit;

/// <summary>An amount as the design writes it. For a label or a button use <see cref="MoneyText.Plain"/>.</summary>
public sealed partial class SvMoney
{
    [Parameter, EditorRequired]
    public Money Of { get; set; }

    /// <summary>In the ledger: a plus before what came in.</summary>
    [Parameter]
    public bool WithPlus { get; set; }

    /// <summary>A price of nothing is a word.</summary>
    [Parameter]
    public bool FreeWhenZero { get; set; }

    private MoneyText Text => MoneyText.Of(Of, WithPlus);
}
