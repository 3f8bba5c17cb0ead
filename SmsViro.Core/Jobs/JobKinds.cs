namespace SmsViro.Core.Jobs;

/// <summary>A kind of job and the class that does it.</summary>
public sealed record JobKind(string Kind, Type Handler);

/// <summary>Every kind of job that this portal does.</summary>
public sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    private readonly ILookup<string, JobKind> _kinds = kinds.ToLookup(kind => kind.Kind, StringComparer.Ordinal);

    /// <summary>Why the portal may not start: nobody could say which of two does a job. Null when it may.</summary>
    public string? Problem => _kinds.FirstOrDefault(same => same.Skip(1).Any()) is { } twice
        ? $"The job '{twice.Key}' is registered twice, for {string.Join(" and ", twice.Select(kind => kind.Handler.Name))}: take one AddJob line out, or give one of them a kind of its own."
        : null;

    /// <summary>Null for a kind that another version of the portal may know.</summary>
    public JobKind? Find(string kind) => _kinds[kind].FirstOrDefault();
}
