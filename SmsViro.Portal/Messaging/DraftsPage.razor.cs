using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>What she was writing: to go on with, or to throw away. A draft saved, sent or discarded in another tab is so here at once.</summary>
public sealed partial class DraftsPage(CurrentCustomer current, DraftList drafts, TimeProvider clock)
{
    private IReadOnlyList<DraftLine>? _lines;
    private int _all;
    private MessageId? _asked;

    [CascadingParameter]
    public ReaderZone? Zone { get; set; }

    private string? Counted => _all switch { 0 => null, 1 => "1 draft", _ => $"{Number(_all)} drafts" };

    private string Shown => $"The {Number(DraftList.Most)} you changed last. {(_all - DraftList.Most is 1 and var more ? $"{more} older draft appears" : $"{Number(_all - DraftList.Most)} older drafts appear")} as you send or discard these";

    protected override async Task OnInitializedAsync()
    {
        Listen(MessagingTopics.Drafts((await current.RequireAsync(Closed)).Customer.Account));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => (_lines, _all) = await drafts.RunAsync((await current.RequireAsync(Closed)).Customer, Closed);

    // Heard without the row around it: to whom as far as the list shows it, and when.
    private string Named(DraftLine line) =>
        $"the draft {(line.To is { Number: { } number } ? $"to the number ending {number.E164[^3..]}" : "without a number")}, saved {TimeText.Of(line.SavedAt, Zone ?? ReaderZone.London, clock.GetUtcNow())}";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
