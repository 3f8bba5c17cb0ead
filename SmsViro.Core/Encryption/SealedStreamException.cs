namespace SmsViro.Core.Encryption;

/// <summary>A sealed stream cannot be read on: its key is gone, or it was changed, reordered or cut short.</summary>
public sealed class SealedStreamException(OpenStatus status) : IOException($"The sealed stream is {status.ToString().ToLowerInvariant()}.")
{
    public OpenStatus Status { get; } = status;
}
