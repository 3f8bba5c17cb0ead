using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.OptOuts;

/// <summary>A person who asked one account not to text her. The digest does the work; the number is there for its owner to read, until the person has it erased.</summary>
public sealed class OptOut
{
    public Guid Id { get; init; }

    public AccountId AccountId { get; init; }

    /// <summary>64 bits of HMAC over the number, keyed by account.</summary>
    public long NumberIndex { get; init; }

    /// <summary>The number in E.164; null once its holder had it erased.</summary>
    public Sealed? Number { get; set; }

    public DateTimeOffset Since { get; init; }

    public OptOutHow How { get; init; }
}

/// <summary>How an opt-out came about; the numbers are stored.</summary>
public enum OptOutHow
{
    /// <summary>She answered a text with STOP or its like.</summary>
    Keyword = 1,

    /// <summary>She said so on the recipients' page, her number proved.</summary>
    RecipientPage = 2,

    /// <summary>The account's own people added her.</summary>
    ByHand = 3,
}

/// <summary>A number nobody here may text: for every customer, or for our own codes.</summary>
public sealed class StoppedNumber
{
    /// <summary>64 bits of HMAC over the number; the number itself is nowhere.</summary>
    public long NumberIndex { get; init; }

    public StoppedTexts What { get; init; }

    public DateTimeOffset Since { get; init; }
}

/// <summary>Which texts a <see cref="StoppedNumber"/> is spared; the numbers are stored.</summary>
public enum StoppedTexts
{
    /// <summary>Those of every customer, now and later.</summary>
    All = 1,

    /// <summary>The codes of the recipients' page.</summary>
    Codes = 2,
}
