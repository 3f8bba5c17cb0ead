using System.Buffers.Binary;
using System.Security.Cryptography;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Auditing;

/// <summary>The arithmetic of the chain; knows no database.</summary>
internal static class AuditChain
{
    public static byte[] Genesis { get; } = SHA256.HashData("smsviro.audit.v1"u8);

    public static byte[] DigestOf(Sealed? reason) => reason is { } value ? SHA256.HashData(value.Bytes.Span) : new byte[SHA256.HashSizeInBytes];

    public static byte[] HeadAfter(byte[] previous, AuditEntry entry)
    {
        Span<byte> text = stackalloc byte[32 + 8 + 16 + 8 + 16 + 4 + 16 + 4 + 17 + 32];
        previous.CopyTo(text);
        BinaryPrimitives.WriteInt64BigEndian(text[32..], entry.Number);
        entry.Id.TryWriteBytes(text[40..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(text[56..], entry.At.UtcTicks);
        entry.Actor.Value.TryWriteBytes(text[64..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(text[80..], (int)entry.Role);
        entry.Subject.Value.TryWriteBytes(text[84..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(text[100..], (int)entry.Deed);
        text[104] = entry.Concerning is null ? (byte)0 : (byte)1;
        entry.Concerning.GetValueOrDefault().TryWriteBytes(text[105..], bigEndian: true, out _);
        entry.ReasonDigest.CopyTo(text[121..]);
        // text := { head before | number | id | at | actor | role | subject | deed | has concerning, concerning | reason digest }
        return SHA256.HashData(text);
    }

    /// <summary>True when the entry follows the head before it and its reason, unless erased, is the one that was sealed.</summary>
    public static bool Follows(byte[] previous, AuditEntry entry) =>
        entry.ReasonDigest.Length == SHA256.HashSizeInBytes
        && HeadAfter(previous, entry).AsSpan().SequenceEqual(entry.Head)
        && (entry.Reason is null || DigestOf(entry.Reason).AsSpan().SequenceEqual(entry.ReasonDigest));

    /// <summary>PostgreSQL keeps microseconds; a finer instant would come back another.</summary>
    public static DateTimeOffset Storable(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
