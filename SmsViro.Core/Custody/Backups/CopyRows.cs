using System.Buffers.Binary;

namespace SmsViro.Core.Custody.Backups;

/// <summary>Reads what PostgreSQL writes for <c>COPY ... TO STDOUT (FORMAT binary)</c>: a header, then for each row a count of fields and each field's length and bytes.</summary>
internal static class CopyRows
{
    private const int HeaderLength = 11 + 4 + 4;
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Each row's fields, null where the field is.</summary>
    /// <exception cref="InvalidDataException">It ends early or is something else.</exception>
    public static IEnumerable<byte[]?[]> Read(Stream stream)
    {
        using var copy = new BufferedStream(stream, 1 << 16);
        var header = new byte[HeaderLength];
        copy.ReadExactly(header);
        if (!StartsAsCopy(header)) throw new InvalidDataException("not a copy of a table");

        copy.ReadExactly(new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(15))]);
        var number = new byte[4];
        while (true)
        {
            copy.ReadExactly(number, 0, 2);
            var count = BinaryPrimitives.ReadInt16BigEndian(number);
            if (count < 0) yield break;

            var fields = new byte[]?[count];
            for (var at = 0; at < count; at++)
            {
                copy.ReadExactly(number);
                if (BinaryPrimitives.ReadInt32BigEndian(number) is >= 0 and var length)
                    copy.ReadExactly(fields[at] = new byte[length]);
            }

            yield return fields;
        }
    }

    /// <summary>A field as its kind is read.</summary>
    public static object? Value(byte[]? field, StoredKind kind) => (field, kind) switch
    {
        (null, _) => null,
        (_, StoredKind.Bytes) => field,
        (_, StoredKind.Instant) => Epoch.UtcTicks + (BinaryPrimitives.ReadInt64BigEndian(field) * TimeSpan.TicksPerMicrosecond),
        ({ Length: 1 }, _) => (long)field[0],
        ({ Length: 2 }, _) => (long)BinaryPrimitives.ReadInt16BigEndian(field),
        ({ Length: 4 }, _) => (long)BinaryPrimitives.ReadInt32BigEndian(field),
        _ => BinaryPrimitives.ReadInt64BigEndian(field),
    };

    // The eleven bytes hold one, 0xff, that is no text.
    private static bool StartsAsCopy(ReadOnlySpan<byte> header) => header[..7].SequenceEqual("PGCOPY\n"u8) && header[7] == 0xff && header[8..11].SequenceEqual("\r\n\0"u8);
}
