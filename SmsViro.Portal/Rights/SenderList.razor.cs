using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Rights;

/// <summary>Who wrote to a proved number, with a way to stop each and to ask each.</summary>
public sealed partial class SenderList(OperatorOptions operators, TimeProvider clock)
{
    private const int MostTimes = 100;

    [Parameter, EditorRequired]
    public required Picture Picture { get; set; }

    [Parameter, EditorRequired]
    public DateTimeOffset From { get; set; }

    /// <summary>When the records were looked through; null where nobody knows any more.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset? FoundAt { get; set; }

    private DateTimeOffset Now => clock.GetUtcNow();

    private string Heading
    {
        get
        {
            var senders = Picture.Senders.Count(sender => !sender.IsUs);
            return (senders, Picture.Senders.Count - senders) switch
            {
                (0, 0) => "No company’s records hold your number",
                (0, _) => "No company’s records hold your number, only our own codes",
                (1, _) => "1 company whose records still hold your number",
                _ => $"{senders.ToString("N0", CultureInfo.InvariantCulture)} companies whose records still hold your number",
            };
        }
    }

    // What is looked through, for what is not found may have been there.
    private string Limit =>
        $"We looked through the records of texts since {ReaderZone.London.Local(From).ToString("d MMMM", CultureInfo.InvariantCulture)} that still hold your number: each sender chooses for how long, {ContentDays.Default} days unless they choose otherwise.";

    private static string Name(SenderLine sender) => sender.Name ?? "A sender who has left";
}
