using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Billing;

internal sealed class LedgerTransferMapping : Mapping<LedgerTransfer>
{
    public override void Configure(EntityTypeBuilder<LedgerTransfer> builder)
    {
        builder.ToTable("LedgerTransfers", table => table.HasCheckConstraint("CK_LedgerTransfers_Micros", "\"Micros\" > 0"));
        builder.HasKey(transfer => transfer.Id);
        builder.HasIndex(transfer => new { transfer.Deed, transfer.Kind }).IsUnique();
        builder.HasIndex(transfer => new { transfer.AccountId, transfer.Id });
        builder.HasIndex(transfer => transfer.Batch);
    }

    protected override void Declare(Columns<LedgerTransfer> columns)
    {
        columns.Called("Money").OfAccount(transfer => transfer.AccountId).Filed("billing", lines: true)
            .Default(Category.Billing, Origin.OurSystems, BillingActivities.KeptForTax, Exports.Both)

            // An account's records end together, after the last of them: a balance whose first half is gone could not be proven any more.
            .Expires(
                (db, before) => transfer => transfer.At < before
                    && db.Set<PortalUser>().Any(user => user.AccountId == transfer.AccountId && user.State == AccountState.Erased)
                    && !db.Set<LedgerTransfer>().Any(other => other.AccountId == transfer.AccountId && other.At >= before),
                BillingActivities.SixYears);
        columns.InClear(transfer => transfer.At, "When", "a time");
        columns.InClear(transfer => transfer.Kind, "What", "a state");
        columns.InClear(transfer => transfer.From, "From", "a state");
        columns.InClear(transfer => transfer.To, "To", "a state");
        columns.InClear(transfer => transfer.Micros, "Amount", "an amount", transfer => new Money(transfer.Micros, transfer.Currency));
        columns.InClear(transfer => transfer.AfterMicros, "Balance after", "an amount", transfer => new Money(transfer.AfterMicros, transfer.Currency));
        columns.InClear(transfer => transfer.Batch, "Messages paid for", "an id of ours");
        columns.NotPersonal("an id of ours", transfer => transfer.Id, transfer => transfer.Deed, transfer => transfer.AccountId);
        columns.NotPersonal("a currency", transfer => transfer.Currency);
    }
}

internal sealed class BalanceMapping : Mapping<Balance>
{
    public override void Configure(EntityTypeBuilder<Balance> builder)
    {
        builder.ToTable("Balances", table =>
        {
            table.HasCheckConstraint("CK_Balances_Available", "\"Available\" >= 0");
            table.HasCheckConstraint("CK_Balances_Held", "\"Held\" >= 0");
            table.HasCheckConstraint("CK_Balances_Receivable", "\"Receivable\" >= 0");
        });
        builder.HasKey(balance => balance.AccountId);
        builder.Property(balance => balance.AccountId).ValueGeneratedNever();
    }

    protected override void Declare(Columns<Balance> columns)
    {
        columns.Called("Balance").OfAccount(balance => balance.AccountId)
            .Default(Category.Billing, Origin.OurSystems, BillingActivities.KeptForTax)
            .Expires(
                (db, _) => balance => db.Set<PortalUser>().Any(user => user.AccountId == balance.AccountId && user.State == AccountState.Erased)
                    && !db.Set<LedgerTransfer>().Any(transfer => transfer.AccountId == balance.AccountId),
                BillingActivities.SixYears);
        columns.InClear(balance => balance.Available, "Available", "an amount", balance => new Money(balance.Available, balance.Currency));
        columns.InClear(balance => balance.Held, "Held", "an amount", balance => new Money(balance.Held, balance.Currency));
        columns.InClear(balance => balance.Receivable, "Owed", "an amount", balance => new Money(balance.Receivable, balance.Currency));
        columns.NotPersonal("an id of ours", balance => balance.AccountId);
        columns.NotPersonal("a currency", balance => balance.Currency);
    }
}
