using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Notices;

/// <summary>The tables this slice owns, seen as if the context declared them.</summary>
public static class NoticesTables
{
    extension(PortalDbContext db)
    {
        public DbSet<OutgoingMail> OutgoingMail => db.Set<OutgoingMail>();
    }
}
