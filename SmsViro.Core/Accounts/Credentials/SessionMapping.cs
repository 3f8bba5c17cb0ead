using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Accounts.Credentials;

internal sealed class SessionMapping : Mapping<Session>
{
    public override void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions");
        builder.HasIndex(session => session.UserId);
        builder.HasIndex(session => session.EndsAt);
    }

    protected override void Declare(Columns<Session> columns)
    {
        columns.Called("Where you signed in").OfUser(session => session.UserId).SealedIn(session => Scope.User(session.UserId), session => session.Id)
            .Default(Category.SignIn, Origin.OurSystems, exports: Exports.Access)
            .Expires(session => session.EndedAt ?? session.EndsAt, KeptFor.ForDays(30, "30 days after a session or a link ends"));

        columns.Sealed(session => session.Device, AccountsFields.Device, "Browser").From(Origin.You);
        columns.InClear(session => session.StartedAt, "Signed in", "a time");
        columns.InClear(session => session.SeenAt, "Last used", "a time");
        columns.InClear(session => session.EndsAt, "Ends", "a time");
        columns.InClear(session => session.EndsAtLatest, "Ends at the latest", "a time");
        columns.InClear(session => session.ConfirmedAt, "Password typed", "a time");
        columns.InClear(session => session.EndedAt, "Signed out", "a time");
        columns.NotPersonal("an id of ours", session => session.Id, session => session.UserId);
    }
}
