namespace SmsViro.Core.Registers.Evidence;

/// <summary>What the figures of a control come to.</summary>
public enum EvidenceState
{
    /// <summary>The system did it, and in time.</summary>
    Shown = 1,

    /// <summary>Something of it should have been done by now.</summary>
    Overdue,

    /// <summary>Nothing has happened yet that could be counted.</summary>
    NoneYet,

    /// <summary>It was looked at and is not so.</summary>
    DoesNotHold,
}

/// <summary>What can be shown for a control at an instant.</summary>
/// <param name="Control">Which.</param>
/// <param name="State">What the figures come to.</param>
/// <param name="Figures">Each a short sentence with its numbers; they count and name nobody.</param>
public sealed record ControlEvidence(Control Control, EvidenceState State, IReadOnlyList<string> Figures);

/// <summary>Everything that could be shown at an instant.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Controls">In the order of the standards.</param>
public sealed record EvidenceReport(DateTimeOffset At, IReadOnlyList<ControlEvidence> Controls)
{
    public int Count(EvidenceState state) => Controls.Count(control => control.State == state);
}
