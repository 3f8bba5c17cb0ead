using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Importing;

/// <summary>When each text of an account was accepted: 16 bytes a text, read once, where asking for each reply would go through all of them each time.</summary>
internal sealed class TextTimes
{
    private readonly List<(long At, long No)> _texts;

    private TextTimes(List<(long At, long No)> texts) => _texts = texts;

    public static async Task<TextTimes> ReadAsync(PortalDbContext db, AccountId account, CancellationToken cancel)
    {
        var texts = new List<(long At, long No)>();
        await foreach (var text in db.MessageBatches.Where(batch => batch.AccountId == account).Select(batch => new { batch.AcceptedAt, batch.No }).AsAsyncEnumerable().WithCancellation(cancel))
            texts.Add((text.AcceptedAt.UtcTicks, text.No));
        texts.Sort();
        return new TextTimes(texts);
    }

    /// <summary>The numbers of the last texts up to an instant, none longer ago than <paramref name="within"/> and at most so many.</summary>
    public List<long> Before(DateTimeOffset at, TimeSpan within, int most)
    {
        var (numbers, since) = (new List<long>(), (at - within).UtcTicks);
        for (var last = CountUpTo(at) - 1; last >= 0 && _texts[last].At >= since && numbers.Count < most; last--) numbers.Add(_texts[last].No);
        return numbers;
    }

    /// <summary>The last text up to an instant, or the first of all where none was before it.</summary>
    public long Beside(DateTimeOffset at) => _texts[Math.Max(0, CountUpTo(at) - 1)].No;

    private int CountUpTo(DateTimeOffset at)
    {
        var found = _texts.BinarySearch((at.UtcTicks, long.MaxValue));
        return found < 0 ? ~found : found + 1;
    }
}
