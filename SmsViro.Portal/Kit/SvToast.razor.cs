using Microsoft.AspNetCore.Components;

namespace SmsViro.Portal.Kit;

/// <summary>One passing note; its clock stops while the pointer or the focus is on it.</summary>
public sealed partial class SvToast(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(8);

    private ITimer? _timer;

    [Parameter, EditorRequired]
    public required Toast Of { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private string Class => Of.Tone switch
    {
        Tone.Good => "good",
        Tone.Bad => "bad",
        Tone.Info or Tone.Wait or Tone.Doubt or Tone.Quiet => "info",
    };

    private Icon Sign => Of.Tone switch
    {
        Tone.Good => Icons.Check,
        Tone.Bad => Icons.OctagonAlert,
        Tone.Info or Tone.Wait or Tone.Doubt or Tone.Quiet => Icons.Info,
    };

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive && Of.Act is null) _timer = clock.CreateTimer(_ => _ = InvokeAsync(OnClose.InvokeAsync), null, Life, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();

    private void Pause() => _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void Resume() => _timer?.Change(Life, Timeout.InfiniteTimeSpan);

    private async Task ActAsync()
    {
        await OnClose.InvokeAsync();
        await Of.Act!();
    }
}
