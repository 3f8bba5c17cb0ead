namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>The instants at which a crash would hurt most.</summary>
internal enum Milestone
{
    /// <summary>The message is accepted and on disk.</summary>
    RowWritten,

    /// <summary>The open window is on disk, nothing has left yet.</summary>
    SubmittingCommitted,

    /// <summary>The parts are on the wire.</summary>
    PduWritten,

    /// <summary>The operator's answer is read, not yet recorded.</summary>
    ResponseRead,

    /// <summary>The answer is on disk.</summary>
    SentCommitted,
}

/// <summary>Where a proof can stand to end the process at a chosen instant; nobody stands there otherwise.</summary>
public sealed class Milestones
{
    internal Action<Milestone>? Reached { get; set; }

    internal void Reach(Milestone milestone) => Reached?.Invoke(milestone);
}
