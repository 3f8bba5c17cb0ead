using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging;

/// <summary>The tables this slice owns, seen as if the context declared them.</summary>
public static class MessagingTables
{
    extension(PortalDbContext db)
    {
        public DbSet<MessageBatch> MessageBatches => db.Set<MessageBatch>();

        public DbSet<Message> Messages => db.Set<Message>();

        public DbSet<Delivery> Deliveries => db.Set<Delivery>();

        public DbSet<EarlierHandover> EarlierHandovers => db.Set<EarlierHandover>();

        public DbSet<Draft> Drafts => db.Set<Draft>();

        public DbSet<Reply> Replies => db.Set<Reply>();

        public DbSet<OptOut> OptOuts => db.Set<OptOut>();

        public DbSet<StoppedNumber> StoppedNumbers => db.Set<StoppedNumber>();
        public DbSet<ContentSetting> ContentSettings => db.Set<ContentSetting>();

        public DbSet<OpenWindow> OpenWindows => db.Set<OpenWindow>();

        public DbSet<StrayReceipt> StrayReceipts => db.Set<StrayReceipt>();
    }
}
