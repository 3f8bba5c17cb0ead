using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Messaging.Dispatch;

internal sealed class OpenWindowMapping : Mapping<OpenWindow>
{
    public override void Configure(EntityTypeBuilder<OpenWindow> builder)
    {
        builder.ToTable("OpenWindows");
        builder.HasKey(window => window.Id);
        builder.Property(window => window.Operator).HasMaxLength(OperatorOptions.LongestName);
    }

    protected override void Declare(Columns<OpenWindow> columns)
    {
        columns.Called("Messages in an operator\u2019s hands").NotPersonal(
            "a run of row numbers that lives for seconds",
            window => window.Id, window => window.Worker, window => window.Link, window => window.Attempt, window => window.FirstId, window => window.LastId, window => window.At);
        columns.NotPersonal("the name of a company", window => window.Operator);
    }
}

internal sealed class StrayReceiptMapping : Mapping<StrayReceipt>
{
    public override void Configure(EntityTypeBuilder<StrayReceipt> builder)
    {
        builder.ToTable("StrayReceipts");
        builder.HasKey(receipt => receipt.Id);
    }

    protected override void Declare(Columns<StrayReceipt> columns) =>
        columns.Called("Receipts that came before their message").NotPersonal(
            "the operator's own reference to a text, tied to nobody",
            receipt => receipt.Id, receipt => receipt.OperatorId, receipt => receipt.State, receipt => receipt.Reason, receipt => receipt.At);
}
