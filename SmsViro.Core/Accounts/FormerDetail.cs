using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>A value a person replaced, kept sealed for 12 months so that a change she did not make can be seen and undone.</summary>
public sealed class FormerDetail
{
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required DetailKind Kind { get; init; }

    public required Sealed Value { get; init; }

    public required DateTimeOffset ReplacedAt { get; init; }
}

/// <summary>The details of a person that can change.</summary>
public enum DetailKind
{
    Name = 0,
    Company = 1,
    Email = 2,
    Phone = 3,
    TimeZone = 4,
}
