using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Storage.Ring;

internal sealed class RingMapping : Mapping<RingElement>
{
    public override void Configure(EntityTypeBuilder<RingElement> builder) => builder.ToTable("Ring");

    protected override void Declare(Columns<RingElement> columns)
    {
        columns.Called("Keys of cookies").SealedIn(_ => Scope.SystemRing, element => element.Id);
        columns.NotPersonal("when a key of the portal's cookies begins and ends", element => element.Id, element => element.Frame);
        columns.OwnSecret("the portal's own key of cookies, sealed in system/ring", element => element.Key, RingSealing.Key);
    }
}
