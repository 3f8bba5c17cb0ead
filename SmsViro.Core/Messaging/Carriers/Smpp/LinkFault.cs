namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>Why a link went down.</summary>
public enum LinkFault
{
    None,

    /// <summary>No TCP connection: nobody listens, or the name is unknown.</summary>
    Unreachable,

    /// <summary>The TLS handshake failed or the certificate is not the expected one.</summary>
    TlsFailed,

    /// <summary>The operator refused the bind; <see cref="LinkStatus.Answer"/> says how.</summary>
    BindRefused,

    /// <summary>A bind, submit, enquire_link or unbind went unanswered for the response timeout.</summary>
    NoAnswer,

    /// <summary>The connection was cut.</summary>
    Cut,

    /// <summary>The operator sent unbind.</summary>
    UnboundByOperator,

    /// <summary>What arrived was not SMPP.</summary>
    NotSmpp,

    /// <summary>Our own handler of events failed; the log has it.</summary>
    HandlerFailed,

    /// <summary>We stopped the link.</summary>
    Stopped,
}
