namespace SmsViro.Core.Documents.Typesetting;

/// <summary>A run of glyphs in a line, at its bidirectional level, leading to <see cref="Target"/> if anywhere.</summary>
internal readonly record struct Placed(GlyphRun Run, byte Level, string? Target, bool Blank);

/// <summary>One finished line, its runs from left to right. <see cref="Width"/> in ems leaves out the spaces at the end of it.</summary>
internal sealed record Line(IReadOnlyList<Placed> Runs, float Width, float Overhang, bool RightToLeft);

/// <summary>The lines of a text; <see cref="Spoken"/> is its reading order where that differs from the order of ink.</summary>
internal sealed record SetText(IReadOnlyList<Line> Lines, string? Spoken);
