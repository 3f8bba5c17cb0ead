using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Notices;

internal sealed class OutgoingMailMapping : Mapping<OutgoingMail>
{
    public static Field To { get; } = new("mail.to");

    public static Field Subject { get; } = new("mail.subject");

    public static Field Body { get; } = new("mail.body");

    public static Field Enclosure { get; } = new("mail.enclosure");

    public override void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("OutgoingMail");
        builder.Ignore(mail => mail.Scope);
        builder.Property(mail => mail.EnclosureName).HasMaxLength(100);
        builder.Property(mail => mail.EnclosureType).HasMaxLength(60);
        builder.HasIndex(mail => new { mail.State, mail.NextTryAt });
        builder.HasIndex(mail => mail.Owner);
    }

    protected override void Declare(Columns<OutgoingMail> columns)
    {
        columns.Called("Mail we sent you").OfUser(mail => mail.Owner).SealedIn(mail => mail.Scope, mail => mail.Id)
            .Default(Category.Notices, Origin.OurSystems, exports: Exports.Access)
            .Expires(mail => mail.SentAt ?? mail.CreatedAt, KeptFor.ForDays(30, "30 days after it was sent"));

        columns.Sealed(mail => mail.To, To, "To");
        columns.Sealed(mail => mail.Subject, Subject, "Subject");
        columns.Sealed(mail => mail.Body, Body, "Text");
        columns.Sealed(mail => mail.Enclosure, Enclosure, "File").Withheld("The file went to you as it stands");
        columns.NotPersonal("a file name of ours, with the number of a request", mail => mail.EnclosureName, mail => mail.EnclosureType);
        columns.InClear(mail => mail.CreatedAt, "Written", "a time");
        columns.InClear(mail => mail.SentAt, "Sent", "a time");
        columns.InClear(mail => mail.State, "State", "a state");
        columns.NotPersonal("an id of ours", mail => mail.Id, mail => mail.Owner);
        columns.NotPersonal("a retry of ours", mail => mail.Tries, mail => mail.NextTryAt);
    }
}
