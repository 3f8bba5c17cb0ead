using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Imports;

internal sealed class ArchiveImportMapping : Mapping<ArchiveImport>
{
    public static KeptFor OneYear { get; } = KeptFor.ForYears(1, "1 year after you brought it");

    public override void Configure(EntityTypeBuilder<ArchiveImport> builder)
    {
        builder.ToTable("ArchiveImports");
        builder.Ignore(import => import.Scope).Ignore(import => import.Absent);
        builder.Property(import => import.Digest).HasMaxLength(32);
        builder.HasIndex(import => import.UserId);
        builder.HasIndex(import => import.State);
    }

    protected override void Declare(Columns<ArchiveImport> columns)
    {
        columns.Called("Archives you brought in").OfUser(import => import.UserId).SealedIn(import => Scope.User(import.UserId), import => import.Id)
            .Default(Category.Requests, Origin.OurSystems, exports: Exports.Access).Expires(import => import.AskedAt, OneYear);
        columns.Sealed(import => import.Reference, ArchiveImport.ReferenceField, "How it calls itself").From(Origin.You);
        columns.InClear(import => import.MadeAt, "Made", "a time").From(Origin.You);
        columns.InClear(import => import.IsOurs, "Signed by us", "a state");
        columns.InClear(import => import.State, "State", "a state");
        columns.InClear(import => import.AskedAt, "Brought", "a time").From(Origin.You);
        columns.InClear(import => import.BeganAt, "Begun", "a time").From(Origin.You);
        columns.InClear(import => import.EndedAt, "Ended", "a time");
        columns.InClear(import => import.Declared, "Columns it declares", "a count");
        columns.InClear(import => import.Carried, "Columns that come in", "a count");
        columns.InClear(import => import.Behind, "Columns that stay behind", "a count");
        columns.NotPersonal("an id of ours", import => import.Id, import => import.UserId, import => import.AccountId);
        columns.NotPersonal("a digest of a sealed file", import => import.Digest);
        columns.NotPersonal("the size of a file", import => import.Bytes);
        columns.NotPersonal("how far a job is", import => import.Position, import => import.Steps);
    }
}

internal sealed class ImportSectionMapping : Mapping<ImportSection>
{
    public override void Configure(EntityTypeBuilder<ImportSection> builder)
    {
        builder.ToTable("ImportSections");
        builder.HasKey(section => new { section.ImportId, section.Name });
        builder.Property(section => section.Name).HasMaxLength(60);
        builder.HasIndex(section => section.UserId);
    }

    protected override void Declare(Columns<ImportSection> columns)
    {
        columns.Called("What came in with an archive").OfUser(section => section.UserId).Default(Category.Requests, Origin.OurSystems, exports: Exports.Access)
            .Expires(section => section.AskedAt, ArchiveImportMapping.OneYear);
        columns.InClear(section => section.AskedAt, "Brought", "a time");
        columns.InClear(section => section.Rows, "Rows in the archive", "a count");
        columns.InClear(section => section.Taken, "Came in", "a count");
        columns.InClear(section => section.Left, "Stayed behind", "a count");
        columns.NotPersonal("an id of ours", section => section.ImportId, section => section.UserId);
        columns.NotPersonal("a word of the program's", section => section.Name);
    }
}
