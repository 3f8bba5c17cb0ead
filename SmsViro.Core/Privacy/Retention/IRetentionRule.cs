namespace SmsViro.Core.Privacy.Retention;

/// <summary>One thing that ends by itself after its time: a declared table, or what a slice forgets in its own way. Counting and forgetting ask the same question, so a dry run tells the truth.</summary>
public interface IRetentionRule
{
    /// <summary>What it is about, as a person reads it; unique.</summary>
    string Name { get; }

    /// <summary>How long it is kept: "30 days after it was sent".</summary>
    string Kept { get; }

    /// <summary>What is over at this instant and what of it a hold keeps.</summary>
    Task<RetentionCount> CountAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Forgets what is over, in acts of bounded size; how much.</summary>
    Task<long> ForgetAsync(DateTimeOffset now, CancellationToken cancel);
}

/// <summary>What is past its time.</summary>
/// <param name="Over">Will be forgotten.</param>
/// <param name="Held">Would be, were there no hold.</param>
public readonly record struct RetentionCount(long Over, long Held);
