using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights.Letters;

internal sealed class RequestLetterMapping : Mapping<RequestLetter>
{
    public override void Configure(EntityTypeBuilder<RequestLetter> builder)
    {
        builder.ToTable("RequestLetters");
        builder.HasIndex(letter => new { letter.RequestId, letter.At });
        builder.HasIndex(letter => letter.UserId);
    }

    protected override void Declare(Columns<RequestLetter> columns)
    {
        columns.Called("Letters about your requests").OfUser(letter => letter.UserId).SealedIn(letter => Scope.Request(letter.RequestId), letter => letter.Id)
            .Default(Category.Requests, Origin.OurStaff, PrivacyRequestMapping.Kept, Exports.Access);
        columns.InClear(letter => letter.Kind, "Letter", "a kind", letter => LetterWords.Of(letter.Kind));
        columns.InClear(letter => letter.At, "Written", "a time");
        columns.Sealed(letter => letter.Subject, RequestFields.LetterSubject, "Subject").Erased(Erasure.Scrubbed);
        columns.Sealed(letter => letter.Body, RequestFields.LetterBody, "Text").Erased(Erasure.Scrubbed);
        columns.Sealed(letter => letter.Afterwards, RequestFields.LetterAfterwards, "Text, after an erasure").Erased(PrivacyRequestMapping.KeptToAnswer);
        columns.NotPersonal("an id of ours", letter => letter.Id, letter => letter.RequestId, letter => letter.UserId, letter => letter.Mail);
    }
}
