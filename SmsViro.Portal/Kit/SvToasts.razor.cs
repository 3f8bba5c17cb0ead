namespace SmsViro.Portal.Kit;

/// <summary>The corner where passing notes appear.</summary>
public sealed partial class SvToasts(Toasts toasts) : IDisposable
{
    protected override void OnInitialized() => toasts.Changed += Redraw;

    public void Dispose() => toasts.Changed -= Redraw;

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
