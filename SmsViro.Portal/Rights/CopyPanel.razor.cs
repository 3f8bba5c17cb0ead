using Microsoft.AspNetCore.Components;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Portal.Rights;

/// <summary>A copy on its way or waiting to be fetched, in the tinted frame of sealed work.</summary>
public sealed partial class CopyPanel(TimeProvider clock)
{
    private readonly string _id = $"copy-{Guid.CreateVersion7():N}";

    [Parameter, EditorRequired]
    public RequestView Of { get; set; } = null!;

    [Parameter]
    public EventCallback OnCancel { get; set; }

    private bool IsHeld => Of.Copy?.IsHere(clock.GetUtcNow()) is true && Of.Copy.IsHeld(clock.GetUtcNow());

    private string Title => IsHeld ? "Your copy is ready, and held for you" : IsReady ? "Your copy is ready" : "Your copy is being prepared";

    private bool IsReady => Of.Copy?.MayBeDownloaded(clock.GetUtcNow()) is true;

    // Rounded down, so that 100 % is said only of finished work.
    private int Percent => (int)((Of.Work?.Progress ?? 0) * 100);

    private string Words => Of.Work?.Words ?? "Waiting for its turn";
}
