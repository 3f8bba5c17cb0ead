using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>What was sent and what became of it. The filter is the address, so it can be kept and shared; a number is never in it.</summary>
public sealed partial class HistoryPage(CurrentCustomer current, MessageHistory history, DraftList drafts, NavigationManager navigation)
{
    private const int LinesOnPage = 25;

    private static readonly (string Key, string Text, DeliveryState? State)[] Offered =
    [
        ("", "All", null),
        ("delivered", "Delivered", DeliveryState.Delivered),
        ("sent", "Sent", DeliveryState.Sent),
        ("queued", "Queued", DeliveryState.Queued),
        ("undelivered", "Not delivered", DeliveryState.Undelivered),
        ("expired", "Timed out", DeliveryState.Expired),
        ("rejected", "Refused", DeliveryState.Rejected),
        ("unknown", "Unknown", DeliveryState.Unknown),
    ];

    private TextPage<MessageLine>? _page;
    private int _drafts;
    private (string?, string?, string?)? _shown;

    [CascadingParameter]
    public ReaderZone? Zone { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "day")]
    public string? Day { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? Key { get; set; }

    private DeliveryState? ChosenState => Offered.FirstOrDefault(offer => offer.Key == State).State;

    private DateOnly? ChosenDay => DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private bool IsFiltered => ChosenState is not null || ChosenDay is not null;

    private string DraftsLink => _drafts == 0 ? "Drafts" : $"Drafts ({_drafts.ToString("N0", CultureInfo.InvariantCulture)})";

    private string? Shown => _page is { Items.Count: var count } ? $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? "message" : "messages")}{(ChosenDay is { } day ? $" on {TimeText.Of(day)}" : "")}" : null;

    private string NothingFound => (ChosenState, ChosenDay) switch
    {
        ({ } state, { } day) => $"Nothing sent on {TimeText.Of(day)} is in the state \u201c{Marks.Word(MessageWords.MarkOf(state))}\u201d",
        ({ } state, null) => $"No message is in the state \u201c{Marks.Word(MessageWords.MarkOf(state))}\u201d",
        (null, { } day) => $"Nothing was sent on {TimeText.Of(day)}",
        _ => "",
    };

    private IReadOnlyList<Tab> Filters =>
        [.. Offered.Select(offer => new Tab(offer.Text, Address(offer.Key, Day, null), offer.State == ChosenState, Mark: offer.State is { } state ? MessageWords.MarkOf(state) : null))];

    protected override async Task OnInitializedAsync()
    {
        var person = await current.RequireAsync(Closed);
        Listen(MessagingTopics.Messages(person.Customer.Account));
        Listen(MessagingTopics.Drafts(person.Customer.Account));
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (State, Day, Key)) return;

        _shown = (State, Day, Key);
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        var person = await current.RequireAsync(Closed);
        _drafts = await drafts.CountAsync(person.Customer, Closed);
        _page = await history.RunAsync(person.Customer, new HistoryFilter(ChosenState, ChosenDay, (Zone ?? ReaderZone.London).Zone), Key, LinesOnPage, Closed);
    }

    private static string Address(string? state, string? day, string? from)
    {
        var parts = new[] { ("state", state), ("day", day), ("from", from) }.Where(part => !string.IsNullOrEmpty(part.Item2)).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}").ToList();
        return parts.Count == 0 ? Urls.Messages : $"{Urls.Messages}?{string.Join('&', parts)}";
    }

    private void GoToDay(ChangeEventArgs change) => navigation.NavigateTo(Address(State, change.Value?.ToString(), null));
}
