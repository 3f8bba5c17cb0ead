using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>The tables this slice owns, seen as if the context declared them.</summary>
public static class AccountsTables
{
    extension(PortalDbContext db)
    {
        public DbSet<Profile> Profiles => db.Set<Profile>();

        public DbSet<FormerDetail> FormerDetails => db.Set<FormerDetail>();

        public DbSet<Session> Sessions => db.Set<Session>();

        public DbSet<FailedProof> FailedProofs => db.Set<FailedProof>();

        public DbSet<MailedLink> MailedLinks => db.Set<MailedLink>();

        /// <summary>The sign-in row of a person whose account lives; null when she is being erased. Every act that adds personal rows asks it first.</summary>
        public PortalUser? Living(UserId user) =>
            db.Users.FirstOrDefault(row => row.Id == user.Value && row.State == AccountState.Active);
    }
}
