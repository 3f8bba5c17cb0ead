using SmsViro.Core.Values;

namespace SmsViro.Core.Billing;

/// <summary>What an account has, in micros; always the sum of its transfers, which <see cref="LedgerProof"/> shows. Never below zero: the table refuses it.</summary>
public sealed class Balance
{
    public AccountId AccountId { get; init; }

    public Currency Currency { get; init; }

    public long Available { get; set; }

    public long Held { get; set; }

    public long Receivable { get; set; }
}
