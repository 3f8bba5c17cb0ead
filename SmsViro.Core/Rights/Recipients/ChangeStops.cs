using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>What a recipient wants stopped, or allowed again.</summary>
public enum StopWish
{
    StopOne = 1,
    AllowOne,
    StopAll,
    AllowAll,
    StopCodes,
    AllowCodes,
}

/// <summary>Does as a recipient says, at once. False only for one sender who never wrote to her: she cannot name accounts she has not been shown.</summary>
public sealed class ChangeStops(IDbContextFactory<PortalDbContext> contexts, StopTexts stops)
{
    public async Task<bool> RunAsync(ProvedNumber proved, StopWish wish, AccountId? sender, CancellationToken cancel)
    {
        if (wish is StopWish.StopOne or StopWish.AllowOne)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (sender is not { } named || !await db.RecipientFindings.AnyAsync(row => row.SearchId == proved.Session && row.AccountId == named, cancel)) return false;
        }

        switch (wish)
        {
            case StopWish.StopOne:
                await stops.OneAsync(proved.Number, sender!.Value, cancel);
                break;
            case StopWish.AllowOne:
                await stops.AllowOneAsync(proved.Number, sender!.Value, cancel);
                break;
            case StopWish.StopAll or StopWish.StopCodes:
                await stops.StopAsync(proved.Number, wish is StopWish.StopAll ? StoppedTexts.All : StoppedTexts.Codes, cancel);
                break;
            case StopWish.AllowAll or StopWish.AllowCodes:
                await stops.AllowAsync(proved.Number, wish is StopWish.AllowAll ? StoppedTexts.All : StoppedTexts.Codes, cancel);
                break;
        }

        return true;
    }
}
