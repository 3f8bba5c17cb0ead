using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody.Signing;

/// <summary>A certificate the portal made for itself, and the key that signs with it. Former ones stay, so that what they signed can still be verified.</summary>
public sealed class SigningCertificate
{
    public required Guid Id { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>X.509, DER; public.</summary>
    public required byte[] Certificate { get; init; }

    /// <summary>The private key, PKCS#8, sealed in <c>system/signing</c>.</summary>
    public required Sealed Key { get; set; }
}
