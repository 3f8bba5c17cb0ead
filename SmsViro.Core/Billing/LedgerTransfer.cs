using SmsViro.Core.Values;

namespace SmsViro.Core.Billing;

/// <summary>Money that moved from one pot to another, once, for ever: corrections are new transfers. Two sides in one row, so every transaction sums to zero.</summary>
public sealed class LedgerTransfer
{
    public long Id { get; init; }

    /// <summary>The idempotency id: with <see cref="Kind"/> it is unique, so the same deed twice moves money once.</summary>
    public Guid Deed { get; init; }

    public TransferKind Kind { get; init; }

    public AccountId AccountId { get; init; }

    /// <summary>The batch of messages it pays for; null where money does not follow a message.</summary>
    public Guid? Batch { get; init; }

    public Pot From { get; init; }

    public Pot To { get; init; }

    /// <summary>More than zero.</summary>
    public long Micros { get; init; }

    public Currency Currency { get; init; }

    /// <summary>What the customer has (available and held) after it.</summary>
    public long AfterMicros { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>Why money moved.</summary>
public enum TransferKind
{
    TopUp = 1,
    WelcomeCredit = 2,
    Hold = 3,
    Post = 4,
    Void = 5,
    Refund = 6,
    Reversal = 7,

    /// <summary>Paid back to whoever paid it in, because the account was erased.</summary>
    PaidBack = 8,

    /// <summary>Given up by its owner with the account.</summary>
    GivenUp = 9,

    /// <summary>Credit that we had given and nobody had paid, ended with its account.</summary>
    Lapsed = 10,
}

/// <summary>Where money lies: two pots are the customer's, one is owed by the customer, two are the house's.</summary>
public enum Pot
{
    Available = 1,
    Held = 2,
    Receivable = 3,
    Payments = 4,
    Revenue = 5,
}
