using System.Globalization;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.Recipients;

/// <summary>Seals the numbers of a campaign into flat rows, on all cores; each is bound to the id its message will have.</summary>
internal sealed class RecipientSeals(Box box, BlindIndex index, MessageId campaign, RecipientList list)
{
    public Sealed Text(string text) => box.Seal(MessagingFields.Text, campaign.Value, text);

    /// <summary>Fills <paramref name="rows"/> from one ordinal on.</summary>
    public void Fill(SealedRows rows, int first)
    {
        (rows.FirstOrdinal, rows.Count) = (first, Math.Min(rows.Capacity, list.Counts.Accepted - first));
        var share = (rows.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        Parallel.For(0, Environment.ProcessorCount, worker =>
        {
            Span<char> number = stackalloc char[24];
            number[0] = '+';
            for (var row = worker * share; row < Math.Min(rows.Count, (worker + 1) * share); row++)
            {
                var ordinal = first + row;
                list.Number(ordinal).TryFormat(number[1..], out var digits, default, CultureInfo.InvariantCulture);
                var e164 = number[..(digits + 1)];
                rows.SetLength(row, box.Seal(MessagingFields.Recipient, MessageId.At(campaign.Value, ordinal).Value, e164, rows.Room(row)));
                rows.Index[row] = index.Compute14(MessagingFields.RecipientIndex, e164);
                rows.Price[row] = list.PriceOf(ordinal);
                rows.Refundable[row] = list.IsRefundable(ordinal);
            }
        });
    }
}
