using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>The tables of recipients' sessions, requests and look-ups.</summary>
public static class RecipientTables
{
    extension(PortalDbContext db)
    {
        public DbSet<RecipientSession> RecipientSessions => db.Set<RecipientSession>();

        public DbSet<CodeCount> CodeCounts => db.Set<CodeCount>();

        public DbSet<RecipientFinding> RecipientFindings => db.Set<RecipientFinding>();

        public DbSet<RecipientRequest> RecipientRequests => db.Set<RecipientRequest>();

        public DbSet<RecipientEvent> RecipientEvents => db.Set<RecipientEvent>();

        public DbSet<RecipientLookup> RecipientLookups => db.Set<RecipientLookup>();

        internal void Tell(RecipientRequest request, RecipientStep step, DateTimeOffset at, long? count = null) =>
            db.RecipientEvents.Add(new RecipientEvent { Id = Guid.CreateVersion7(at), RequestId = request.Id, At = at, Step = step, Count = count });
    }
}
