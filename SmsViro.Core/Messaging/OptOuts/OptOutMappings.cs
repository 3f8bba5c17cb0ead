using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Messaging.OptOuts;

internal sealed class OptOutMapping : Mapping<OptOut>
{
    /// <summary>What stays when the person herself asks for erasure: without it she would be texted again.</summary>
    private static readonly Erasure KeptSilent = Erasure.Kept("So that you stay opted out (GDPR Articles 17(3)(b) and 21(3))", "the sender's account ends");

    public override void Configure(EntityTypeBuilder<OptOut> builder)
    {
        builder.ToTable("OptOuts");
        builder.HasIndex(optOut => new { optOut.AccountId, optOut.NumberIndex }).IsUnique();
        builder.HasIndex(optOut => new { optOut.AccountId, optOut.Since });
    }

    protected override void Declare(Columns<OptOut> columns)
    {
        columns.Called("Opt-outs").OfAccount(optOut => optOut.AccountId).SealedIn(optOut => Scope.Account(optOut.AccountId), optOut => optOut.Id)
            .Default(Category.OptOuts, Origin.OurSystems);
        columns.Sealed(optOut => optOut.Number, MessagingFields.OptOutNumber, "Number").AboutTheRecipientToo(Erasure.Scrubbed);
        columns.Index(optOut => optOut.NumberIndex, "Number, for keeping silent").AboutTheRecipientToo(KeptSilent)
            .KeepsItsKey("It stays when the number beside it is erased, and nothing may be texted while it moves");
        columns.InClear(optOut => optOut.Since, "Since", "a time").AboutTheRecipientToo(KeptSilent);
        columns.InClear(optOut => optOut.How, "How", "a state").AboutTheRecipientToo(KeptSilent);
        columns.NotPersonal("an id of ours", optOut => optOut.Id, optOut => optOut.AccountId);
    }
}

internal sealed class StoppedNumberMapping : Mapping<StoppedNumber>
{
    private static readonly Erasure KeptSilent = Erasure.Kept("So that nobody texts you again (GDPR Articles 17(3)(b) and 21(3))", "you allow it again");

    public override void Configure(EntityTypeBuilder<StoppedNumber> builder)
    {
        builder.ToTable("StoppedNumbers");
        builder.HasKey(stopped => new { stopped.What, stopped.NumberIndex });
        builder.Property(stopped => stopped.NumberIndex).ValueGeneratedNever();
    }

    protected override void Declare(Columns<StoppedNumber> columns)
    {
        columns.Called("Numbers nobody may text").OfRecipients().Default(Category.OptOuts, Origin.You, KeptSilent);
        columns.Index(stopped => stopped.NumberIndex, "Number, for keeping silent").KeepsItsKey("The number itself is kept nowhere");
        columns.InClear(stopped => stopped.What, "Which texts", "a state");
        columns.InClear(stopped => stopped.Since, "Since", "a time");
    }
}
