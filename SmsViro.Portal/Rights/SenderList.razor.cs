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

    /// <summary>True where the page has just been opened for this list: its heading takes the focus.</summary>
    [Parameter]
    public bool Focused { get; set; }

    private DateTimeOffset Now => clock.GetUtcNow();

    // Of the list under it, and of nothing else: a record that is not looked through may hold the number all the same.
    private string Heading
    {
        get
        {
            var us = Picture.Senders.SingleOrDefault(sender => sender.IsUs);
            var companies = Picture.Senders.Count - (us is null ? 0 : 1);
            var counted = companies == 1 ? "1 company" : $"{companies.ToString("N0", CultureInfo.InvariantCulture)} companies";
            return (companies, us) switch
            {
                (0, null) => $"No record of a text to your number was found since {Day(From)}",
                (0, _) => "Only our own codes to your number were found",
                (_, null) => $"{counted} whose records still hold your number",
                _ => $"{counted} and {Name(us)}, whose records still hold your number",
            };
        }
    }

    // What is looked through, for what is not found may have been there.
    private string Limit =>
        $"We looked through the records of texts since {Day(From)}, sent from here or brought in from a file, that still hold your number: each sender chooses for how long, {ContentDays.Default} days unless they choose otherwise.";

    private static string Day(DateTimeOffset at) => ReaderZone.London.Local(at).ToString("d MMMM", CultureInfo.InvariantCulture);

    private static string Name(SenderLine sender) => sender.Name ?? "A sender who has left";
}
