using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Ring;

/// <summary>One key of the ring behind cookies and antiforgery tokens, or one revocation. In the database, so that every portal process accepts what another signed.</summary>
public sealed class RingElement
{
    public required Guid Id { get; init; }

    /// <summary>The element as ASP.NET Core Data Protection wrote it, its key left out.</summary>
    public required string Frame { get; init; }

    /// <summary>Its key, sealed in <see cref="Scope.SystemRing"/> for this row.</summary>
    public Sealed? Key { get; set; }
}
