using System.Runtime.CompilerServices;
using SmsViro.Core.PersonalData.Imports;

namespace SmsViro.Core.Messaging.Importing;

/// <summary>
/// Puts together what an archive keeps apart: each text, its messages and what became of them lie in files of their own, all in one order, so that they are read side
/// by side and none is held in memory. A row that belongs to nothing is a broken archive.
/// </summary>
internal static class ReadPast
{
    private const int MostEarlier = 100_000;

    /// <summary>Texts with their messages, at most so many together; a longer text comes in several pieces.</summary>
    public static async IAsyncEnumerable<PastPiece> PiecesAsync(Import import, int most, [EnumeratorCancellation] CancellationToken cancel)
    {
        var earlier = await EarlierAsync(import, cancel);
        var known = new HashSet<Guid>();
        await using var messages = import.Rows("messages").GetAsyncEnumerator(cancel);
        await using var deliveries = import.Rows("deliveries").GetAsyncEnumerator(cancel);
        var (hasMessage, hasDelivery) = (await messages.MoveNextAsync(), await deliveries.MoveNextAsync());
        await foreach (var row in import.Rows("texts").WithCancellation(cancel))
        {
            var text = PastText.Of(row, import.Since);
            if (!known.Add(text.OldId)) throw row.Flaw("id", "came before");

            var (found, isFirst, last, count) = (new List<PastMessage>(), true, -1, 0);
            while (hasMessage && messages.Current.Reference("id") is var reference && reference.Batch == text.OldId)
            {
                if (reference.Ordinal <= last || reference.Ordinal >= Message.MostInBatch || ++count > text.Total) throw messages.Current.Flaw("id", "is not in its text's order");

                PastDelivery? delivery = null;
                if (hasDelivery && deliveries.Current.Reference("id") == reference)
                {
                    delivery = PastDelivery.Of(deliveries.Current, text.Parts, import.Since);
                    hasDelivery = await deliveries.MoveNextAsync();
                }

                earlier.Remove(reference.Value, out var attempts);
                found.Add(PastMessage.Of(messages.Current, reference.Ordinal, delivery, attempts ?? []));
                if (found[0].Price.Currency != found[^1].Price.Currency) throw messages.Current.Flaw("price", "is in another currency than its text's first");

                (last, hasMessage) = (reference.Ordinal, await messages.MoveNextAsync());
                if (found.Count < most) continue;

                yield return new PastPiece(text, isFirst, found);
                (found, isFirst) = ([], false);
            }

            if (isFirst || found.Count > 0) yield return new PastPiece(text, isFirst, found);
        }

        if (hasMessage || hasDelivery || earlier.Count > 0) throw new ImportException("A row of messages, deliveries or earlier-attempts cannot come in: its text is not in the archive, or the files are not in one order.");
    }

    // Few messages have any.
    private static async Task<Dictionary<Guid, List<(long At, string? Operator)>>> EarlierAsync(Import import, CancellationToken cancel)
    {
        var (all, count) = (new Dictionary<Guid, List<(long, string?)>>(), 0);
        await foreach (var row in import.Rows("earlier-attempts").WithCancellation(cancel))
        {
            if (++count > MostEarlier) throw new ImportException($"The archive has more than {MostEarlier} earlier attempts.");

            var reference = row.Reference("messageRow").Value;
            if (!all.TryGetValue(reference, out var attempts)) all[reference] = attempts = [];
            attempts.Add((row.InstantOf("at", import.Since).UtcTicks, PastDelivery.OperatorOf(row, row.Text("sharedWith", 200))));
        }

        return all;
    }
}

/// <summary>A text and some of its messages.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsFirst">False where an earlier piece has brought the text itself.</param>
/// <param name="Messages">In the order of their ordinals.</param>
internal sealed record PastPiece(PastText Text, bool IsFirst, IReadOnlyList<PastMessage> Messages);
