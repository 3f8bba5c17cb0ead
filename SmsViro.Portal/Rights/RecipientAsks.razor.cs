using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Rights;

/// <summary>What a proved recipient may ask of us, and what became of what she asked.</summary>
public sealed partial class RecipientAsks(RightsOptions options, DataMap map)
{
    [Parameter, EditorRequired]
    public required Picture Picture { get; set; }

    /// <summary>Since when the number is surely hers.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset From { get; set; }

    private string Since => ReaderZone.London.Local(From).ToString("d MMMM", CultureInfo.InvariantCulture);

    // What stays of a request, as the activity behind it declares it.
    private string Kept
    {
        get
        {
            var retention = map.UsesOf(Category.RecipientRequests).Single().Retention;
            return $"We keep {char.ToLowerInvariant(retention[0])}{retention[1..]}.";
        }
    }

    private bool HasSenders => Picture.Senders.Any(sender => !sender.IsUs);

    private List<RecipientRequestLine> Open => [.. Picture.Requests.Where(line => !line.Request.HasEnded)];
}
