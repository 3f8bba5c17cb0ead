using System.Globalization;
using SmsViro.Core.Auditing;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Staff;

/// <summary>What staff pages say alike.</summary>
internal static class StaffWords
{
    public const string NotRecorded = "The audit trail cannot be written at this moment, so nothing is shown. Try again in a minute";

    /// <summary>Said where staff read names that were written for the customer.</summary>
    public const string You = "In these words “you” is the customer";

    private const string MoreTime = "More time: second look";

    /// <summary>What is asked, as staff call it; its sender reads it in the first person.</summary>
    public static string Of(RequestKind kind) => kind switch
    {
        RequestKind.Copy => "Copy of data",
        RequestKind.Erasure => "Erasure",
        RequestKind.Portability => "Portability",
        RequestKind.Rectification => "Correction",
        RequestKind.Restriction => "Restriction",
        RequestKind.Objection => "Objection",
        RequestKind.Complaint => "Complaint",
        RequestKind.DecisionReview => "Decision review",
    };

    /// <summary>Where a request stands, as staff call it: what is next for them, where its sender reads what is next for her.</summary>
    public static string Of(RequestKind kind, RequestState state) => state switch
    {
        RequestState.Open when kind is not RequestKind.Erasure => "Waits for somebody",
        RequestState.Review => "Needs a second look",
        RequestState.Responding => "Letter to send",
        _ => RightsWords.Of(kind, state),
    };

    /// <summary>The same for a request on its page and in the list, where more time may wait for a second person while the state says nothing of it.</summary>
    public static string Of(RequestView view) => view.IsMoreTimeProposed ? MoreTime : Of(view.Request.Kind, view.Request.State);

    public static string Of(RequestLine line) => line.IsMoreTimeProposed ? MoreTime : Of(line.Kind, line.State);

    /// <summary>When the work of the night begins, on the clock of whoever reads: "02:00 GMT", and an hour later in summer.</summary>
    public static string Nightly(ReaderZone? reader, DateTimeOffset now)
    {
        var zone = reader ?? ReaderZone.London;
        var night = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(2);
        if (night < now) night = night.AddDays(1);
        return $"{zone.Local(night).ToString("HH:mm", CultureInfo.InvariantCulture)} {zone.Abbreviation(night)}";
    }

    /// <summary>Why data is only kept, as staff call it; whoever asked for it reads it in the first person.</summary>
    public static string Of(RestrictionGround ground) => ground switch
    {
        RestrictionGround.Disputed => "The customer says that it is wrong, and we check it (Article 18(1)(a))",
        RestrictionGround.Unlawful => "We use it against the law, and the customer wants it kept (Article 18(1)(b))",
        RestrictionGround.NeededForClaims => "The customer needs it for a legal claim (Article 18(1)(c))",
        RestrictionGround.ObjectionOpen => "The customer objected, and the answer is open (Article 18(1)(d))",
    };

    public static string? For(DoorRefusal refusal) => refusal switch
    {
        DoorRefusal.NoReason => "Say why you look, in at least 5 letters. The customer reads it",
        DoorRefusal.NotRecorded => NotRecorded,
        DoorRefusal.NotStaff or DoorRefusal.Nobody or DoorRefusal.Over => null,
    };
}
