using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Messaging;

/// <summary>Who must not be texted, and since when.</summary>
public sealed partial class OptOutsPage(CurrentCustomer current, OptOutList optOuts, AddOptOut add, RemoveOptOut remove, Toasts toasts)
{
    private const int LinesOnPage = 50;

    private IReadOnlyList<OptOutLine>? _lines;
    private int _all;
    private string? _error;
    private bool _busy;

    [SupplyParameterFromQuery(Name = "page")]
    public string? Asked { get; set; }

    private int At => int.TryParse(Asked, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? Math.Min(at, 100_000) : 0;

    private string? Typed { get; set; }

    private string Counted => _all switch { 0 => "Nobody yet", 1 => "1 person", _ => $"{_all.ToString("N0", CultureInfo.InvariantCulture)} people" };

    private string Shown => string.Create(CultureInfo.InvariantCulture, $"{At * LinesOnPage + 1:N0} to {Math.Min(_all, (At + 1) * LinesOnPage):N0} of {_all:N0}");

    protected override async Task OnInitializedAsync() => Listen(MessagingTopics.OptOuts((await current.RequireAsync(Closed)).Customer.Account));

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override async Task ReadAsync() =>
        (_lines, _all) = await optOuts.RunAsync((await current.RequireAsync(Closed)).Customer, At, LinesOnPage, Closed);

    private static string Address(int page) => page == 0 ? Urls.OptOuts : $"{Urls.OptOuts}?page={page.ToString(CultureInfo.InvariantCulture)}";

    private static string Word(OptOutHow how) => how switch
    {
        OptOutHow.Keyword => "Answered STOP",
        OptOutHow.RecipientPage => "On the recipients\u2019 page",
        OptOutHow.ByHand => "Added by you",
    };

    private string For(OptOutRefusal refusal) => refusal switch
    {
        OptOutRefusal.NotANumber => string.IsNullOrWhiteSpace(Typed) ? "Write the number first" : "This is not a phone number. Write it as you would dial it, or with its country: +44 7700 900118",
        OptOutRefusal.Already => "This number has opted out already",
        OptOutRefusal.AccountClosing => "This account is being erased, so nothing can be added",
    };

    private async Task AddAsync()
    {
        _busy = true;
        try
        {
            var refusal = await add.RunAsync((await current.RequireAsync(Closed)).Customer, Typed ?? "", Closed);
            _error = refusal is { } why ? For(why) : null;
            if (refusal is not null) return;

            Typed = null;
            toasts.Show(Tone.Good, "This number gets no more texts from you");
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved just now. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task RemoveAsync(Guid optOut)
    {
        try
        {
            if (await remove.RunAsync((await current.RequireAsync(Closed)).Customer, optOut, Closed)) toasts.Show(Tone.Good, "Removed. You can text this number again");
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            toasts.Show(Tone.Bad, "It could not be saved just now. Nothing was removed");
        }
    }
}
