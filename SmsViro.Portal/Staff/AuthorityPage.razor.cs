using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Staff;

/// <summary>One request of an authority: what it asks, the second person's decision, the file, the silence. That it was opened stands in its own chain.</summary>
public sealed partial class AuthorityPage(CurrentCustomer current, AuthorityDesk desk, DecideAuthorityRequest decide, ProlongSilence prolong, NavigationManager navigation, Toasts toasts, TimeProvider clock)
{
    private UserId _me;
    private AuthorityView? _view;
    private string? _error;
    private bool _busy;
    private bool _agreeing;
    private bool _refusing;

    [Parameter]
    public Guid Id { get; set; }

    private string? Until { get; set; }

    private string? Reason { get; set; }

    // Looked at twice, once for the first drawing and once for the circuit, would be recorded twice; so only the circuit looks.
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive) return;

        // It listens before it reads: what is preserved in between would never be heard of.
        Listen(AuthorityDesk.Topic);
        _me = (await current.RequireAsync(Closed)).Customer.User;
        _view = await desk.OpenAsync(_me, Id, Closed);
        if (_view is null) navigation.NotFound();
    }

    protected override async Task ReadAsync() => _view = await desk.ReadAsync((await current.RequireAsync(Closed)).Customer.User, Id, Closed) ?? _view;

    private string Preserved => $"{Counted(_view!.Line.Request.Entries, "entry", "entries")}, {Counted(_view.Concerned, "account", "accounts")} concerned";

    private static string Counted(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    // Who comes back to a page opens it again: each time stands in the chain, and here they are one line.
    private static List<Doing> Doings(IReadOnlyList<AuthorityStep> steps)
    {
        List<Doing> doings = [];
        foreach (var step in steps)
        {
            if (step.Deed is AuthorityDeed.Opened && doings is [.., { Step.Deed: AuthorityDeed.Opened } before] && before.Step.Actor == step.Actor) doings[^1] = before with { Last = step.At, Times = before.Times + 1 };
            else doings.Add(new Doing(step, step.At, 1));
        }

        return doings;
    }

    private Task DecideAsync(bool agreed) => ActAsync(async staff =>
    {
        var refusal = await decide.RunAsync(staff, Id, agreed, CancellationToken.None);
        if (refusal is null) toasts.Show(Tone.Good, agreed ? "Agreed. Either of you may take the extract" : "Refused. What was preserved is destroyed");
        return refusal;
    });

    private Task ProlongAsync() => ActAsync(async staff =>
    {
        if (!DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)) return AuthorityRefusal.WrongSilence;

        var refusal = await prolong.RunAsync(staff, Id, until, Reason ?? "", CancellationToken.None);
        if (refusal is null) (Until, Reason) = (null, null);
        return refusal;
    });

    private async Task ActAsync(Func<UserId, Task<AuthorityRefusal?>> act)
    {
        _busy = true;
        try
        {
            _error = await act((await current.RequireAsync(Closed)).Customer.User) is { } refusal ? AuthorityWords.For(refusal) : null;
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved, so nothing was done. Try again in a minute";
        }
        finally
        {
            (_busy, _agreeing, _refusing) = (false, false, false);
        }
    }

    private sealed record Doing(AuthorityStep Step, DateTimeOffset Last, int Times);
}
