using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>Receipts kept because nobody knew their message: looked at once a second, for the answer they overtook may be here now, or the process that sent it is this one.</summary>
internal sealed class StrayReceipts(IDbContextFactory<PortalDbContext> contexts, Conclusions conclusions)
{
    private const int MostAtOnce = 1_000;

    /// <summary>Moves what can be matched now into the work; the rows go with it.</summary>
    public void Look(CycleWork work)
    {
        using var db = contexts.CreateDbContext();
        try
        {
            foreach (var stray in db.StrayReceipts.AsNoTracking().OrderByDescending(stray => stray.Id).Take(MostAtOnce))
                if (conclusions.TryMatch(stray, work)) work.FoundStrays.Add(stray.Id);
        }
        catch (DbException)
        {
            // They are still there in a second.
        }
    }
}
