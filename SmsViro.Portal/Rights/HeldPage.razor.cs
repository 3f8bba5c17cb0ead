using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>The entries of one kind of a person's data, with their values.</summary>
public sealed partial class HeldPage(CurrentCustomer current, ReadHeld reader, NavigationManager navigation)
{
    private HeldEntries? _page;
    private bool _asks;

    /// <summary>The id of a category; the profile where none is named.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public string? Page { get; set; }

    private string Asked => Kind ?? Category.Profile.Id;

    private string Title => Category.All.FirstOrDefault(category => category.Id == Asked)?.Name ?? "What we hold";

    private int Number => Page is null ? 1 : int.TryParse(Page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    protected override async Task OnParametersSetAsync()
    {
        // Opened once, for the circuit: what is drawn ahead of it would open it twice.
        if (!RendererInfo.IsInteractive) return;

        var answer = await reader.RunAsync(await current.RequireAsync(), Asked, Number, CancellationToken.None);
        (_page, _asks) = (answer.Page, answer.Refusal is HeldRefusal.NotConfirmed);
        if (answer.Refusal is HeldRefusal.None) navigation.NotFound();
    }

    private string? Said(HeldEntries page) =>
        page.Entries.Count == 0 ? null
        : Number == ReadHeld.MostPages && page.Entries.Count == ReadHeld.PageSize ? "There may be more: a copy holds all of it"
        : Number == 1 && !page.HasMore ? (page.Entries.Count == 1 ? "1 entry" : $"{page.Entries.Count} entries")
        : $"Page {Number}";
}
