namespace SmsViro.Core.Documents;

/// <summary>Text with places that are bold, of equal width, or lead somewhere. A plain string is one.</summary>
public sealed class RichText(params IReadOnlyList<Run> runs)
{
    public IReadOnlyList<Run> Runs { get; } = runs;

    public static implicit operator RichText(string text) => new(new Run(text));

    public static implicit operator RichText(Run run) => new(run);

    public override string ToString() => string.Concat(Runs.Select(run => run.Text));
}

/// <summary>A stretch of text in one style. Any text is welcome: control characters and halves of characters come out as U+FFFD.</summary>
public sealed record Run
{
    public Run(string text) => Text = text;

    public string Text { get; }

    public RunStyle Style { get; private init; }

    /// <summary>An http or https address, or "#" and the anchor of a heading. Text that looks like an address is not a link by itself.</summary>
    public string? Target { get; private init; }

    public static Run Bold(string text) => new(text) { Style = RunStyle.Bold };

    /// <summary>Digits and letters of equal width, for codes and identifiers.</summary>
    public static Run Mono(string text) => new(text) { Style = RunStyle.Mono };

    /// <exception cref="ArgumentException">The address is not http or https: a paper must not start programs.</exception>
    public static Run Link(string text, Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? new(text) { Target = address.AbsoluteUri }
            : throw new ArgumentException("A link leads to an http or https address.", nameof(address));

    public static Run Jump(string text, string anchor) => new(text) { Target = "#" + anchor };

    public static implicit operator Run(string text) => new(text);
}

public enum RunStyle
{
    Regular,
    Bold,
    Mono,
}
