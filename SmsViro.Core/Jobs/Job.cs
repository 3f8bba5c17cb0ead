namespace SmsViro.Core.Jobs;

/// <summary>One piece of work that outlives the page that asked for it: claimed under a lease, tried again after a failure, told apart by its kind and what it is about.</summary>
public sealed class Job
{
    public Guid Id { get; init; }

    /// <summary>Which handler does it: <see cref="IJobHandler.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The id of what it works on (an export, a request); empty for a sweep.</summary>
    public Guid About { get; init; }

    public JobState State { get; set; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset AddedAt { get; set; }

    /// <summary>Not before this instant.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Until when its worker is believed alive; after that another takes it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>Which run holds it; a run that finds another value here has lost it.</summary>
    public Guid? Lease { get; set; }

    public bool CancelAsked { get; set; }

    /// <summary>From 0 to 1.</summary>
    public double Progress { get; set; }

    /// <summary>What is being done, in the program's words; never a personal value.</summary>
    public string Words { get; set; } = "";

    /// <summary>The kind of the last failure; never its message, which may hold anything.</summary>
    public string? Failure { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool HasEnded => State is JobState.Done or JobState.Failed or JobState.Cancelled;
}

/// <summary>Where a job stands.</summary>
public enum JobState
{
    Waiting = 0,
    Running = 1,
    Done = 2,
    Failed = 3,
    Cancelled = 4,

    /// <summary>By a person: nobody takes it, and who runs it hands it back at the next sign of life.</summary>
    Paused = 5,
}
