using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>One browser in which a person is signed in. The cookie carries its id; whether it still counts is decided here, at every request and every act.</summary>
public sealed class Session
{
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>"Firefox on Linux", as far as the browser tells.</summary>
    public required Sealed Device { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>When it ends unless it is used again before.</summary>
    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>When it ends however much it is used.</summary>
    public required DateTimeOffset EndsAtLatest { get; init; }

    /// <summary>When she last typed her password in it; null while she has not.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool Lives(DateTimeOffset now) => EndedAt is null && now < EndsAt;
}
