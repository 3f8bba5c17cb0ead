using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging.Text;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Messaging;

/// <summary>How many parts a text takes, with the characters that make it longer; said aloud only after half a second of silence.</summary>
public sealed partial class PartsMeter : IDisposable
{
    private const int MostNamed = 6;
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _closed = new();
    private string _said = "";
    private string? _counted;

    [Parameter, EditorRequired]
    public string? Text { get; set; }

    /// <summary>The price of one part; null while there is none to save.</summary>
    [Parameter]
    public Money? Saving { get; set; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_counted == Text) return;

        var counting = _counted = Text;
        await Task.Delay(Silence, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (counting != _counted || _closed.IsCancellationRequested) return;

        var segments = Segments.Of(counting ?? "");
        _said = segments.Parts is [] ? "" : $"{MessageWords.PartsOf(segments.Parts.Count)}, {MessageWords.Characters(counting ?? "")}, {MessageWords.Alphabet(segments.Encoding)}";
    }

    private static string Share(TextPart part, Segments segments)
    {
        var capacity = Segments.Capacity(segments.Encoding, segments.Parts.Count == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * part.Units / capacity:0.#}%");
    }

    private static string Names(IReadOnlyList<ForcedCharacter> forced) =>
        string.Join(" ", forced.Take(MostNamed).Select(character => character.Character)) + (forced.Count > MostNamed ? $" and {forced.Count - MostNamed} more" : "");

    /// <summary>The parts it would take with a plain character in place of each foreign one.</summary>
    private static int WouldBe(Segments segments)
    {
        var plain = segments.Text.ToCharArray();
        var forced = segments.ForcedUnicode.SelectMany(character => character.Positions.SelectMany(at => Enumerable.Range(at, character.Character.Length))).ToHashSet();
        var kept = new string([.. plain.Where((_, at) => !forced.Contains(at))]);
        return Segments.Count(kept + new string('x', segments.ForcedUnicode.Sum(character => character.Count))).Parts;
    }

    private static int Over(Segments segments) =>
        segments.Parts.Count < 2 ? 0
        : segments.Parts.Count == 2 ? segments.Units - Segments.Capacity(segments.Encoding, alone: true)
        : segments.Parts[^1].Units;
}
