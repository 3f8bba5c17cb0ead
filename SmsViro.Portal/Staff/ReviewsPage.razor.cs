using Microsoft.AspNetCore.Components;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Registers.Partners;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>The calendar of recurring reviews, and who signed which.</summary>
public sealed partial class ReviewsPage(CurrentCustomer current, ReviewCalendar calendar, RecordReview record, Transfers transfers, PartnerRegister register, NavigationManager navigation, Toasts toasts)
{
    private UserId _me;
    private IReadOnlyList<ReviewDue>? _due;
    private IReadOnlyList<MadeReview>? _made;
    private string? _error;
    private string? _noteError;
    private bool _busy;

    private ReviewKind Kind { get; set; } = ReviewKind.AccessRights;

    private string? Note { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Listen(ReviewCalendar.Topic);
        await ReadAsync();
        if (_due is null) navigation.NotFound();
        else Kind = _due[0].Kind;
    }

    protected override async Task ReadAsync()
    {
        _me = (await current.RequireAsync(Closed)).Customer.User;
        _made = await calendar.HistoryAsync(_me, Closed);
        _due = await calendar.ForStaffAsync(_me, Closed);
    }

    private async Task RecordAsync()
    {
        (_busy, _error, _noteError) = (true, null, null);
        try
        {
            switch (await record.RunAsync((await current.RequireAsync(Closed)).Customer.User, Kind, Note ?? "", CancellationToken.None))
            {
                case null:
                    Note = null;
                    toasts.Show(Tone.Good, "Signed");
                    await ReadAsync();
                    break;
                case ReviewRefusal.NoNote:
                    _noteError = "Say what came of it in at least 10 letters: a tick proves nothing";
                    break;
                case ReviewRefusal.NotStaff:
                    _error = "Your role has changed, so nothing was signed";
                    break;
            }
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so nothing was signed. What you wrote is kept here. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }
}
