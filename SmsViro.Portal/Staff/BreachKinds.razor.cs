using Microsoft.AspNetCore.Components;
using SmsViro.Core.PersonalData;

namespace SmsViro.Portal.Staff;

/// <summary>The kinds of data of the register, each with a box; ticks go into the set it is given.</summary>
public sealed partial class BreachKinds(DataMap map)
{
    [Parameter, EditorRequired]
    public ISet<string> Chosen { get; set; } = new HashSet<string>();

    [Parameter]
    public string? Error { get; set; }

    /// <summary>Raised after each tick.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private IEnumerable<Category> Offered => Category.All.Where(category => map.Tables.Any(table => table.HasSubject && table.Columns.Any(column => column.Category == category)));

    private Task ChooseAsync(string id, bool chosen)
    {
        if (chosen) Chosen.Add(id);
        else Chosen.Remove(id);
        return Changed.InvokeAsync();
    }
}
