using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights;

internal sealed class StoreAnswerMapping : Mapping<StoreAnswer>
{
    public override void Configure(EntityTypeBuilder<StoreAnswer> builder)
    {
        builder.ToTable("StoreAnswers");
        builder.HasKey(answer => new { answer.RequestId, answer.Store });
        builder.Property(answer => answer.Store).HasMaxLength(60);
        builder.HasIndex(answer => answer.UserId);
    }

    protected override void Declare(Columns<StoreAnswer> columns)
    {
        columns.Called("What each store erased").OfUser(answer => answer.UserId).Default(Category.Requests, Origin.OurSystems, PrivacyRequestMapping.Kept, Exports.Access)
            .Expires(
                (db, before) => answer => !db.Set<PrivacyRequest>().Any(request => request.Id == answer.RequestId && (request.EndedAt == null || request.EndedAt >= before)), PrivacyRequestMapping.ThreeYears);
        columns.InClear(answer => answer.At, "When", "a time");
        columns.InClear(answer => answer.Removed, "Removed", "a count");
        columns.InClear(answer => answer.Retained, "Kept", "a count");
        columns.InClear(answer => answer.Left, "Left over", "a count");
        columns.InClear(answer => answer.Done, "Finished", "a state");
        columns.NotPersonal("an id of ours", answer => answer.RequestId, answer => answer.UserId);
        columns.NotPersonal("a word of the program's", answer => answer.Store);
    }
}

internal sealed class CopyFileMapping : Mapping<CopyFile>
{
    public override void Configure(EntityTypeBuilder<CopyFile> builder)
    {
        builder.ToTable("CopyFiles");
        builder.Ignore(copy => copy.Scope).Ignore(copy => copy.Exports);
        builder.HasIndex(copy => copy.UserId);
        builder.HasIndex(copy => copy.State);
    }

    protected override void Declare(Columns<CopyFile> columns)
    {
        columns.Called("Copies of your data").OfUser(copy => copy.UserId).SealedIn(copy => copy.Scope, copy => copy.Id).Default(Category.Requests, Origin.OurSystems, exports: Exports.Access)
            .Expires((db, before) => copy => !db.Set<PrivacyRequest>().Any(request => request.Id == copy.Id && (request.EndedAt == null || request.EndedAt >= before)), PrivacyRequestMapping.ThreeYears);
        columns.InClear(copy => copy.AskedAt, "Asked for", "a time").From(Origin.You);
        columns.InClear(copy => copy.Content, "What", "a kind", copy => RightsWords.Of(copy.Content)).From(Origin.You);
        columns.InClear(copy => copy.HeldUntil, "Held until", "a time");
        columns.Sealed(copy => copy.Passphrase, CopyFile.PassphraseField, "Passphrase").From(Origin.You).Withheld("A secret of yours that only locks the paper; forgotten once it is written");
        columns.InClear(copy => copy.IsLocked, "Locked with a passphrase", "a state").From(Origin.You);
        columns.InClear(copy => copy.State, "State", "a state", copy => RightsWords.Of(copy.State));
        columns.InClear(copy => copy.ReadyAt, "Ready", "a time");
        columns.InClear(copy => copy.ExpiresAt, "Gone after", "a time");
        columns.InClear(copy => copy.Downloads, "Downloads", "a count");
        columns.InClear(copy => copy.LastDownloadAt, "Last download", "a time");
        columns.NotPersonal("an id of ours", copy => copy.Id, copy => copy.UserId, copy => copy.AccountId);
        columns.NotPersonal("the size of a file", copy => copy.Bytes, copy => copy.Pages);
    }
}
