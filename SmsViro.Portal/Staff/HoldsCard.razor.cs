using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy.Holds;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Staff;

/// <summary>The holds on one customer: placed, confirmed and released here by two people, under the grant that opened her page.</summary>
public sealed partial class HoldsCard(HoldBoard board, PlaceHold place, ConfirmHold confirm, AskToReleaseHold askToRelease, ReviewHold review, ReleaseHold release, DataMap map, Toasts toasts, TimeProvider clock)
{
    private const string RowPrefix = "row:";

    private const string WhyHelp = "Recorded in the trail, and the customer reads it. No name, number or text of anybody";

    private IReadOnlyList<HoldView>? _holds;
    private IReadOnlyList<ReleasedLine> _released = [];
    private HoldView? _deciding;
    private HoldDecision _decision;
    private string? _whyError;
    private string? _error;
    private IReadOnlyList<HoldRefusal> _faults = [];
    private bool _busy;

    [Parameter, EditorRequired]
    public AccessGrant Grant { get; set; } = null!;

    private string? What { get; set; } = Category.MessageContent.Id;

    private string? Reference { get; set; }

    private HoldGround? Ground { get; set; }

    private string? ReviewOn { get; set; }

    private string? Reason { get; set; }

    private string? Why { get; set; }

    private string Title => _decision switch
    {
        HoldDecision.Confirm => "Confirm this hold?",
        HoldDecision.AskToRelease => "Ask to release this hold?",
        HoldDecision.Keep => "Keep this hold?",
        HoldDecision.Release => "Release this hold?",
    };

    private string Deed => _decision switch
    {
        HoldDecision.Confirm => "Confirm the hold",
        HoldDecision.AskToRelease => "Ask to release",
        HoldDecision.Keep => "Keep it",
        HoldDecision.Release => "Release it",
    };

    private string Consequence => _decision switch
    {
        HoldDecision.Confirm => "You say as the second person that it is needed. It is recorded, and its customer sees that a hold was confirmed.",
        HoldDecision.AskToRelease => "It stays in force until a second person agrees.",
        HoldDecision.Keep => "It is looked at again in three months.",
        HoldDecision.Release => "What waited for it is erased at once: copies kept for it with their key, and whatever is past its time.",
    };

    private bool IsOfARow => What?.StartsWith(RowPrefix, StringComparison.Ordinal) is true;

    private IEnumerable<(string Value, string Name)> Targets =>
        Category.All.Where(category => category != Category.Holds).Select(category => (category.Id, $"All: {category.AtDesk}"))
            .Concat(map.Tables.Where(table => table.HasSubject && table.Columns.Any(column => column is { IsExported: true, Class: DataClass.InClear }))
                .Select(table => ($"{RowPrefix}{table.Table.Name}", $"One of: {table.Title}")));

    protected override async Task OnInitializedAsync()
    {
        ReviewOn = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddMonths(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        _holds = await board.OfAsync(Grant, CancellationToken.None);
        _released = await board.ReleasedAsync(Grant, CancellationToken.None);
    }

    private string? Waits(HoldLine hold) => hold switch
    {
        { ReleaseAskedBy: { } asked } when asked == Grant.Staff => "You asked to release it; a second person decides",
        { ReleaseAskedBy: not null } => "A colleague wants to release it; a second person decides",
        { ConfirmBy: { } until } => $"Waits for confirmation by a second person until {TimeText.Of(until)}",
        _ => null,
    };

    private void Decide(HoldDecision decision, HoldView hold) => (_deciding, _decision, Why, _whyError) = (hold, decision, null, null);

    private Task DecideAsync()
    {
        var (hold, why) = (_deciding!.Line.Id, Why ?? "");
        return _decision switch
        {
            HoldDecision.Confirm => ActAsync("The hold is confirmed", () => confirm.RunAsync(Grant, hold, CancellationToken.None)),
            HoldDecision.AskToRelease => ActAsync("A second person can release it now", () => askToRelease.RunAsync(Grant, hold, why, CancellationToken.None)),
            HoldDecision.Keep => ActAsync("The hold is kept", () => review.RunAsync(Grant, hold, why, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddMonths(3), CancellationToken.None)),
            HoldDecision.Release => ActAsync("The hold is released", () => release.RunAsync(Grant, hold, why, CancellationToken.None)),
        };
    }

    private async Task PlaceAsync()
    {
        (_error, _faults, _busy) = (null, [], true);
        try
        {
            DateOnly? reviewOn = DateOnly.TryParseExact(ReviewOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
            var target = IsOfARow ? new HoldTarget(null, What![RowPrefix.Length..], Reference) : new HoldTarget(What);
            var answer = await place.RunAsync(Grant, target, Ground, Reason ?? "", reviewOn, CancellationToken.None);
            _faults = answer.Faults;
            if (_faults.Count > 0)
            {
                // What no field shows is said above them all.
                _error = (from fault in _faults where fault is HoldRefusal.TooLate or HoldRefusal.NotStaff || (fault is HoldRefusal.NothingThere && !IsOfARow) select For(fault)).FirstOrDefault();
                return;
            }

            (Reason, Reference, Ground) = (null, null, null);
            toasts.Show(Tone.Good, "The hold is placed", "A second person confirms it within a week");
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so there is no new hold. Try again in a minute";
        }
        catch (InvalidOperationException)
        {
            _error = "Your 15 minutes are over. Open the customer again";
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task ActAsync(string done, Func<Task<HoldRefusal?>> act)
    {
        (_error, _whyError, _busy) = (null, null, true);
        try
        {
            var refusal = await act();
            if (refusal is HoldRefusal.NoReason)
            {
                _whyError = For(HoldRefusal.NoReason);
                return;
            }

            _deciding = null;
            _error = refusal switch
            {
                null => null,
                HoldRefusal.NothingThere => "A colleague was faster: the hold has moved on. Nothing was done",
                { } why => For(why),
            };
            if (refusal is null) toasts.Show(Tone.Good, done);
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            (_deciding, _error) = (null, "It could not be saved, so the hold is as it was. Try again in a minute");
        }
        catch (InvalidOperationException)
        {
            (_deciding, _error) = (null, "Your 15 minutes are over. Open the customer again");
        }
        finally
        {
            _busy = false;
        }
    }

    private string? At(HoldRefusal refusal) => _faults.Contains(refusal) ? For(refusal) : null;

    private static string For(HoldRefusal refusal) => refusal switch
    {
        HoldRefusal.NoGround => "Choose the ground. Nothing was placed",
        HoldRefusal.NoReason => "Say why, in at least 5 letters. Nothing was done",
        HoldRefusal.ReviewTooFar => "Choose a day of review after today and within a year. Nothing was placed",
        HoldRefusal.NothingThere => "This customer has no such entry. Check the reference; nothing was placed",
        HoldRefusal.TooLate => "The account is being erased or is erased already. Nothing was placed",
        HoldRefusal.SamePerson => "You placed it or asked for its end, so a second person decides. Nothing was done",
        HoldRefusal.NotStaff => "Your role has changed, so nothing was done",
    };

    private enum HoldDecision
    {
        Confirm,
        AskToRelease,
        Keep,
        Release,
    }
}
