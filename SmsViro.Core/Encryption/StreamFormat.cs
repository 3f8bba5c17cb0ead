using System.Buffers.Binary;

namespace SmsViro.Core.Encryption;

/// <summary>
/// The sealed stream, v1: a header <c>81 | key id (4) | salt (32)</c>, then chunks of 64 KiB of ciphertext and a tag, the last one shorter or equal.
/// The stream's key is expanded from the file subkey and the salt; a chunk's nonce is <c>0 (7) | counter (4) | 1 if last, else 0</c>.
/// </summary>
// A chunk left out, repeated or moved meets the wrong counter; a stream cut at a chunk's edge ends in a chunk that was not sealed as the last.
internal static class StreamFormat
{
    /// <summary>The high bit tells a stream from a value.</summary>
    public const byte Version = 0x81;

    public const int SaltLength = 32;
    public const int HeaderLength = Box.HeaderLength + SaltLength;
    public const int ChunkLength = 64 * 1024;
    public const int SealedChunkLength = ChunkLength + Box.TagLength;

    public static void WriteHeader(Span<byte> header, uint key, ReadOnlySpan<byte> salt)
    {
        header[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], key);
        salt.CopyTo(header[Box.HeaderLength..]);
    }
}
