using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Rights;

/// <summary>A customer's own say in how long texts and numbers are kept: before she saves she reads what her choice erases.</summary>
public sealed partial class ContentCard(ContentKeeping keeping, Toasts toasts)
{
    // Until here a message may be forgotten before its answer is written.
    private const int ShortDays = 3;

    private IReadOnlyList<ContentForecast>? _forecasts;
    private int _days;
    private int _kept;
    private string? _error;
    private bool _asking;
    private bool _busy;

    [Parameter, EditorRequired]
    public Customer Customer { get; set; }

    private IReadOnlyList<Choice<int>> Choices => [.. _forecasts!.Select(one => new Choice<int>(one.Days, Named(one.Days), What(one)))];

    private ContentForecast Chosen => _forecasts!.First(one => one.Days == _days);

    private string Said => _days == _kept ? $"Kept now: {Named(_kept).ToLowerInvariant()}"
        : !Erases(Chosen) ? "Nothing is erased at once by this choice"
        : $"Saving erases the texts of {Gone(Chosen)} at once";

    protected override async Task OnInitializedAsync()
    {
        _kept = _days = await keeping.DaysAsync(Customer.Account, CancellationToken.None);
        _forecasts = await keeping.PreviewAsync(Customer, CancellationToken.None);
    }

    private static string Named(int days) => days == 0 ? "Only until they are delivered" : $"{days} days";

    // "Only until they are delivered" is no number of days that something could be older than.
    private string Past => Chosen.Days == 0
        ? $"{Gone(Chosen)} {(IsOne ? "waits" : "wait")} for no receipt any more."
        : $"{Gone(Chosen)} {(IsOne ? "is" : "are")} older than {Named(Chosen.Days)}.";

    private bool IsOne => Chosen.Messages + Chosen.Replies == 1;

    private static string What(ContentForecast one) =>
        string.Join(". ", new[] { Erases(one) ? $"Erases the texts of {Gone(one)} now" : "Erases nothing now", Stays(one) }.OfType<string>());

    // Never which claim or law: whoever reads it may be whom it is about.
    private static string? Stays(ContentForecast one)
    {
        if (one is not { Staying: > 0 and var staying, StayBecause: { } because }) return null;

        var many = $"{staying.ToString("N0", CultureInfo.InvariantCulture)}{(one.Messages > 0 ? " more" : "")} {(staying == 1 ? "is" : "are")} kept for now because ";
        return many + because switch
        {
            ContentStay.Law => "the law asks us to",
            ContentStay.Pause => "the use of your data is paused",
        };
    }

    private static bool Erases(ContentForecast one) => one.Messages + one.Replies > 0;

    private static string Gone(ContentForecast one) => one switch
    {
        { Replies: 0 } => Counted(one.Messages),
        { Messages: 0 } => Replies(one.Replies),
        _ => $"{Counted(one.Messages)} and {Replies(one.Replies)}",
    };

    private static string Counted(long messages) => messages == 1 ? "1 message" : $"{messages.ToString("N0", CultureInfo.InvariantCulture)} messages";

    private static string Replies(long replies) => replies == 1 ? "1 reply" : $"{replies.ToString("N0", CultureInfo.InvariantCulture)} replies";

    private async Task AskAsync()
    {
        if (_days == _kept) return;

        if (Erases(Chosen)) _asking = true;
        else await SaveAsync();
    }

    private async Task SaveAsync()
    {
        (_busy, _error) = (true, null);
        try
        {
            if (await keeping.ChangeAsync(Customer, _days, CancellationToken.None))
            {
                _kept = _days;
                toasts.Show(Tone.Good, "Saved", Erases(Chosen) ? "Older texts are being erased now" : null);
                _forecasts = await keeping.PreviewAsync(Customer, CancellationToken.None);
            }
            else
            {
                _error = "Your account is being erased, so nothing can be changed in it any more";
            }
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so nothing was changed and nothing erased. Try again in a minute";
        }
        finally
        {
            (_busy, _asking) = (false, false);
        }
    }
}
