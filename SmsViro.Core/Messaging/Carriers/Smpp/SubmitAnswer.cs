namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>What the session did with an offered part.</summary>
public enum SubmitAnswer
{
    /// <summary>It is in the batch; its key comes back exactly once.</summary>
    Taken,

    /// <summary>There is no bound link; <see cref="ISmppEvents.Ready"/> tells when there is.</summary>
    NotBound,

    /// <summary>As many parts as the window allows are unanswered.</summary>
    WindowFull,

    /// <summary>The operator asked to slow down; <see cref="ISmppEvents.Ready"/> tells when the pause is over.</summary>
    Paused,

    /// <summary>An address or the text is longer than SMPP carries: no retry can help.</summary>
    DoesNotFit,
}
