using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Custody.Backups;

/// <summary>That a backup was made, and when: the portal itself cannot see the folder it went to.</summary>
public sealed class BackupNote
{
    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class BackupNoteMapping : Mapping<BackupNote>
{
    public override void Configure(EntityTypeBuilder<BackupNote> builder)
    {
        builder.ToTable("BackupNotes");
        builder.HasIndex(note => note.At);
    }

    protected override void Declare(Columns<BackupNote> columns)
    {
        columns.Called("Backups that were made").Expires(note => note.At, KeptFor.ForMonths(12, "12 months after it was made"));
        columns.NotPersonal("about the backup itself", note => note.Id, note => note.At);
    }
}
