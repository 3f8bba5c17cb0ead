namespace SmsViro.Portal.Kit;

/// <summary>A passing note. One with an act stays until it is closed; the others go after 8 seconds.</summary>
public sealed record Toast(Tone Tone, string Text, string? Detail = null, string? ActText = null, Func<Task>? Act = null)
{
    public Guid Id { get; } = Guid.CreateVersion7();
}

/// <summary>Where pages leave passing notes; the frame shows them. One per circuit.</summary>
public sealed class Toasts
{
    private readonly List<Toast> _shown = [];

    public event Action? Changed;

    public IReadOnlyList<Toast> Shown => _shown;

    public void Show(Tone tone, string text, string? detail = null) => Show(new Toast(tone, text, detail));

    public void Show(Toast toast)
    {
        // What was done is told until the next thing is: an older note would cover the page and may not be true any more.
        _shown.RemoveAll(older => older is { Act: null, Tone: Tone.Good });
        _shown.Add(toast);
        Changed?.Invoke();
    }

    public void Close(Toast toast)
    {
        if (_shown.RemoveAll(shown => shown.Id == toast.Id) > 0) Changed?.Invoke();
    }
}
