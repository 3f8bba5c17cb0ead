using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Requests;

/// <summary>What staff wrote down about a request; about her, so her copy carries it.</summary>
public sealed class RequestNote
{
    public Guid Id { get; init; }

    public Guid RequestId { get; init; }

    public UserId UserId { get; init; }

    public UserId Author { get; init; }

    public DateTimeOffset At { get; init; }

    public Sealed Text { get; set; }
}
