using Microsoft.AspNetCore.Components;
using SmsViro.Core.Jobs;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>What people without an account may know and ask. Plain HTML; while the search runs its progress is streamed into the open page.</summary>
public sealed partial class RecipientPage(RecipientVisits visits, RecipientPicture pictures, NumberDisclosures disclosures, IHostEnvironment environment, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(400);

    // A search takes seconds; whoever waits longer reloads.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    // An erasure is done in a moment as well, unless the worker has something longer in hand.
    private static readonly TimeSpan PatienceWithErasure = TimeSpan.FromSeconds(20);

    private RecipientVisit? _visit;
    private Job? _search;
    private Picture? _picture;
    private IReadOnlyList<NumberDisclosure> _disclosures = [];

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery]
    public string? Said { get; set; }

    private DateTimeOffset Now => clock.GetUtcNow();

    private bool IsDevelopment => environment.IsDevelopment();

    private (Tone Tone, string Words)? Told => Said switch
    {
        "over" => (Tone.Doubt, "That code is over, or half an hour has passed. Ask for a new one"),
        "looked" => (Tone.Doubt, "We looked less than a minute ago. Wait a moment, then look again"),
        "stopped" => (Tone.Good, "Stopped. It holds at once, also for what waits to be sent"),
        "allowed" => (Tone.Good, "Allowed again"),
        "codes-stopped" => (Tone.Good, "This number gets no more codes from us. You can allow them again until this page closes"),
        "asked" => (Tone.Good, "Your question is with the sender, who must answer within a month. Prove your number here again to read the answer"),
        "objected" => (Tone.Good, "We have your objection, and the senders are stopped. We answer within a month. Prove your number here again to read the answer"),
        "erasing" => Erased,
        "already" => (Tone.Doubt, "You asked for this already; the answer will stand below"),
        "not-chosen" => (Tone.Doubt, "Choose what you ask. Nothing was sent"),
        "left" => (Tone.Good, "Finished. What was found is gone from here, and this browser shows your number to nobody"),
        "too-many" => (Tone.Doubt, "Ten requests of yours are open. Wait for their answers first"),
        "too-long" => (Tone.Doubt, "That is more than 500 characters. Nothing was sent"),
        "no-codes" => (Tone.Good, "If the code was right, this number gets no more codes"),
        "not-done" => (Tone.Bad, "That could not be done. Nothing was changed"),
        "not-saved" => (Tone.Bad, "The portal could not save just now, so nothing was changed. Try again in a minute"),
        _ => null,
    };

    private (Tone Tone, string Words) Erased => _picture?.LastErasure switch
    {
        { HasEnded: true, Rows: { } rows } => (Tone.Good, $"The erasure is done. {RecipientWords.TakenOut(rows)}"),
        { State: RecipientRequestState.Incomplete } => (Tone.Bad, "The erasure did not finish. Our staff see it and go on with it; prove your number here again to see it done"),
        _ => (Tone.Good, "We are erasing your number, and the senders are stopped. It takes a minute or so: open this page again then to see that it is done"),
    };

    protected override async Task OnInitializedAsync()
    {
        var cancel = Context.RequestAborted;
        _visit = await visits.FindAsync(RecipientCookie.Of(Context), cancel);
        if (_visit?.Proved is not { } proved) return;

        var since = clock.GetTimestamp();
        while (clock.GetElapsedTime(since) < Patience)
        {
            _search = await pictures.SearchAsync(proved, cancel);
            if (_search is null or { HasEnded: true })
            {
                _disclosures = await disclosures.OfAsync(proved, cancel);
                _picture = await pictures.ReadAsync(proved, cancel);
                await WaitForErasureAsync(proved, cancel);
                return;
            }

            StateHasChanged();
            await Task.Delay(BetweenLooks, clock, cancel);
        }
    }

    // Until it is done the list shows what is about to go; then it is read anew.
    private async Task WaitForErasureAsync(ProvedNumber proved, CancellationToken cancel)
    {
        var since = clock.GetTimestamp();
        while (_picture!.LastErasure is { State: RecipientRequestState.Running } && clock.GetElapsedTime(since) < PatienceWithErasure)
        {
            StateHasChanged();
            await Task.Delay(BetweenLooks, clock, cancel);
            _picture = await pictures.ReadAsync(proved, cancel);
        }
    }

    private static string Time(DateTimeOffset at) => $"{ReaderZone.London.Local(at):HH:mm} {ReaderZone.London.Abbreviation(at)}";

    private int MinutesLeft(ProvedNumber proved) => Math.Max(1, (int)Math.Ceiling((proved.Until - Now).TotalMinutes));
}
