namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>What a link is doing, since when, what took it down last, and the operator's answer when that was the reason.</summary>
public sealed record LinkStatus(LinkState State, DateTimeOffset Since, LinkFault LastFault, SmppStatus Answer)
{
    /// <summary>The last fault as a sentence for a page; null when there was none.</summary>
    public string? LastError => LastFault switch
    {
        LinkFault.None => null,
        LinkFault.Unreachable => "The operator could not be reached.",
        LinkFault.TlsFailed => "The encrypted connection to the operator failed.",
        LinkFault.BindRefused => $"The operator refused our sign-in ({Answer.Word}).",
        LinkFault.NoAnswer => "The operator stopped answering.",
        LinkFault.Cut => "The connection to the operator was cut.",
        LinkFault.UnboundByOperator => "The operator closed the session.",
        LinkFault.NotSmpp => "The operator sent something that is not SMPP.",
        LinkFault.HandlerFailed => "A part of the portal failed while it handled the operator's answer.",
        LinkFault.Stopped => "The link was stopped.",
    };
}
