using SmsViro.Core.Values;

namespace SmsViro.Core.Notices;

/// <summary>Sends a text message of ours, such as a code; Messaging, above, does it over the same links as everybody's messages.</summary>
public interface ITextCourier
{
    /// <summary>True when the text was accepted for sending; it is billed to nobody.</summary>
    Task<bool> SendAsync(PhoneNumber to, string text, CancellationToken cancel);
}
