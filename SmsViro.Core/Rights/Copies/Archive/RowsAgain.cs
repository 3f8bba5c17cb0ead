using System.Buffers;
using System.IO.Pipelines;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>Reads a file of rows into values and writes them out once more, line by line: the bytes are the same exactly when nothing was lost.</summary>
internal static class RowsAgain
{
    private const int LongestLine = 4 * 1024 * 1024;
    private const int Enough = 48 * 1024;

    /// <returns>How many rows there were.</returns>
    public static async Task<long> WriteAsync(Stream content, ArchiveTable table, bool lines, Stream output, CancellationToken cancel)
    {
        using var row = new CanonicalRow(table);
        var cells = new Cell[table.Columns.Count];
        var written = new ArrayBufferWriter<byte>(2 * Enough);
        var rows = 0L;
        if (!lines) written.Write("[\n"u8);

        var reader = PipeReader.Create(content);
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            var left = read.Buffer;
            while (left.PositionOf((byte)'\n') is { } end)
            {
                Take(left.Slice(0, end));
                left = left.Slice(left.GetPosition(1, end));
                if (written.WrittenCount < Enough) continue;

                output.Write(written.WrittenSpan);
                written.ResetWrittenCount();
            }

            if (left.Length > LongestLine) throw new ArchiveException($"A line of {table.Name} is longer than any of ours.");
            if (read.IsCompleted && !left.IsEmpty) throw new ArchiveException($"The last line of {table.Name} has no end.");

            reader.AdvanceTo(left.Start, left.End);
            if (read.IsCompleted) break;
        }

        await reader.CompleteAsync();
        if (!lines) written.Write("\n]\n"u8);
        output.Write(written.WrittenSpan);
        return rows;

        void Take(ReadOnlySequence<byte> line)
        {
            var bytes = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
            if (!lines)
            {
                if (bytes.SequenceEqual("["u8) || bytes.SequenceEqual("]"u8) || bytes.IsEmpty) return;

                bytes = bytes.TrimEnd((byte)',');
            }

            row.Read(bytes, cells);
            if (!lines && rows > 0) written.Write(",\n"u8);
            row.Write(written, cells);
            if (lines) written.Write("\n"u8);
            rows++;
        }
    }
}
