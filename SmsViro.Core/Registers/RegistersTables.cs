using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Registers.Confidentiality;
using SmsViro.Core.Registers.Reviews;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers;

/// <summary>The tables this slice owns, seen as if the context declared them.</summary>
public static class RegistersTables
{
    extension(PortalDbContext db)
    {
        public DbSet<AuthorityRequest> AuthorityRequests => db.Set<AuthorityRequest>();

        public DbSet<AuthorityStep> AuthoritySteps => db.Set<AuthorityStep>();

        public DbSet<AuthoritySubject> AuthoritySubjects => db.Set<AuthoritySubject>();

        public DbSet<AuthorityExtract> AuthorityExtracts => db.Set<AuthorityExtract>();

        public DbSet<Breach> Breaches => db.Set<Breach>();

        public DbSet<Review> Reviews => db.Set<Review>();

        public DbSet<Alert> Alerts => db.Set<Alert>();

        public DbSet<TrailCheck> TrailChecks => db.Set<TrailCheck>();

        public DbSet<Acceptance> Acceptances => db.Set<Acceptance>();
    }
}
