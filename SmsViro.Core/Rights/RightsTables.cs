using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Imports;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Core.Rights.Erasing;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights;

/// <summary>The tables this slice owns, seen as if the context declared them.</summary>
public static class RightsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<PrivacyRequest> PrivacyRequests => db.Set<PrivacyRequest>();

        public DbSet<RequestEvent> RequestEvents => db.Set<RequestEvent>();

        public DbSet<Clarification> Clarifications => db.Set<Clarification>();

        public DbSet<RequestNote> RequestNotes => db.Set<RequestNote>();

        public DbSet<RequestLetter> RequestLetters => db.Set<RequestLetter>();

        public DbSet<Correction> Corrections => db.Set<Correction>();

        public DbSet<RecipientTask> RecipientTasks => db.Set<RecipientTask>();
        public DbSet<Certificate> Certificates => db.Set<Certificate>();

        public DbSet<StoreAnswer> StoreAnswers => db.Set<StoreAnswer>();

        public DbSet<CopyFile> CopyFiles => db.Set<CopyFile>();

        public DbSet<ArchiveImport> ArchiveImports => db.Set<ArchiveImport>();

        public DbSet<ImportSection> ImportSections => db.Set<ImportSection>();

        internal void Tell(PrivacyRequest request, RequestStep step, DateTimeOffset at, long? count = null) =>
            db.RequestEvents.Add(new RequestEvent
            {
                Id = Guid.CreateVersion7(at),
                RequestId = request.Id,
                UserId = request.UserId,
                At = at,
                Step = step,
                Count = count,
            });

        /// <summary>The next number of the year, inside the act that uses it; its unique index settles races.</summary>
        internal int NextSequence(int year) =>
            (db.PrivacyRequests.Where(request => request.Year == year).Max(request => (int?)request.Sequence) ?? 0) + 1;
    }
}
