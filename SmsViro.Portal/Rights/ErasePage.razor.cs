using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Shows what an erasure would take and leave, then asks for it: by password, by typing, and with a way back until staff begin.</summary>
public sealed partial class ErasePage(CurrentCustomer current, ErasurePreview preview, RequestErasure request, Toasts toasts, NavigationManager navigation)
{
    private ErasureForecast? _forecast;
    private string? _refusal;
    private bool _asking;
    private bool _waive;
    private BalanceChoice _balance = BalanceChoice.PayBack;
    private bool _busy;

    /// <summary>Set on the way back from the password page: the question is open at once.</summary>
    [SupplyParameterFromQuery]
    public bool Ask { get; set; }

    private IEnumerable<(string Names, string Ground, string Until)> Stays =>
        from kept in _forecast!.Stays
        group kept by (kept.Ground, kept.Until) into reason
        select (string.Join(", ", reason.Select(one => one.Category.Name).Distinct()), reason.Key.Ground, reason.Key.Until);

    private static IReadOnlyList<Choice<BalanceChoice>> BalanceChoices =>
    [
        new(BalanceChoice.PayBack, "Pay it back to me", "The way it came, before our staff begin"),
        new(BalanceChoice.GiveUp, "I give it up", "It is booked so, and gone with the account"),
    ];

    private string Hurried => HasMoney && _balance is BalanceChoice.PayBack
        ? "It begins as soon as our staff have paid your money back. Until then you can withdraw it"
        : "It begins within the hour, or when our staff have looked at it. Until then you can withdraw it";

    private bool HasMoney => _forecast!.Balance.HasPaid;

    protected override async Task OnInitializedAsync()
    {
        _forecast = await preview.RunAsync((await current.RequireAsync()).Customer, CancellationToken.None);
        if (Ask && RendererInfo.IsInteractive) await AskAsync();
    }

    private static string Counted(long count, string one, string many) =>
        count == 1 ? $"1 {one}" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} {many}";

    private async Task AskAsync()
    {
        _refusal = null;
        _asking = await current.ConfirmedAsync($"{Urls.EraseAccount}?ask=true");
    }

    private async Task RequestAsync()
    {
        _busy = true;
        try
        {
            var answer = await request.RunAsync(await current.RequireAsync(), RequestErasure.Phrase, _waive, _balance, CancellationToken.None);
            _asking = false;
            if (answer is { Refusal: null or ErasureRefusal.AlreadyOpen, Request: { } id })
            {
                if (answer.Refusal is ErasureRefusal.AlreadyOpen) toasts.Show(Tone.Info, "You had asked for this already", "No second request was made. This one says what happens now");
                navigation.NavigateTo(Urls.PrivacyRequest(id));
                return;
            }

            _refusal = answer.Refusal switch
            {
                ErasureRefusal.NotConfirmed => "Your password was typed more than 5 minutes ago, so nothing was asked for. Choose Erase my account again",
                ErasureRefusal.StaffAccount => "A member of staff is removed by an administrator. Nothing was asked for",
                ErasureRefusal.AccountClosed => "Your account is being erased already",
                ErasureRefusal.NotTyped => $"The words were not typed as shown, so nothing was asked for. Type {RequestErasure.Phrase}",
                ErasureRefusal.BalanceUndecided => "Say what becomes of the money that is left. Nothing was asked for",
                ErasureRefusal.AlreadyOpen or null => null,
            };
        }
        catch (StorageUnavailableException)
        {
            (_asking, _refusal) = (false, "The request could not be saved, so nothing was asked for and nothing is erased. Try again in a minute");
        }
        finally
        {
            _busy = false;
        }
    }
}
