using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>How a part's time on a link ended.</summary>
internal enum PartEnd
{
    /// <summary>The operator answered.</summary>
    Answered,

    /// <summary>The link went down with the part on it: it may have arrived.</summary>
    Unanswered,

    /// <summary>It never left.</summary>
    Unsent,

    /// <summary>Its recipient asked not to be texted, after it was accepted.</summary>
    Suppressed,

    /// <summary>It cannot be sent at all: its seal does not open, or it does not fit.</summary>
    Unsendable,
}

internal readonly record struct PartNews(PartKey Key, PartEnd End, SmppStatus Status = SmppStatus.Ok, OperatorId Id = default);

internal readonly record struct ReceiptNews(int Link, ReceiptArrival Receipt);
