using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>A question of ours about what she means, and her answer; under United Kingdom law the days between do not count.</summary>
public sealed class Clarification
{
    public Guid Id { get; init; }

    public Guid RequestId { get; init; }

    public UserId UserId { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public Sealed Question { get; set; }

    public Sealed? Reply { get; set; }

    /// <summary>True where we went on without an answer: it ended the instant it was asked, so its days count like all others.</summary>
    public bool IsTakenBack => AnsweredAt == AskedAt && Reply is null;
}
