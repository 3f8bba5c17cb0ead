using System.Buffers;
using System.Globalization;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>
/// Writes the rows of one table into its files, as JSON and as CSV at once: the JSON goes straight into the archive, whose files follow one another, the
/// CSV waits in a sealed spool until the JSON is done. So every row is read and opened once.
/// </summary>
internal sealed class TableFiles(ArchiveFiles files, ArchiveTable table, TableFile file, Func<Task<Spool>> openSpool) : IAsyncDisposable
{
    private const int Enough = 48 * 1024;
    private const int Previewed = 10;

    private readonly CanonicalRow _row = new(table);
    private readonly Cell[] _cells = new Cell[table.Columns.Count];
    private readonly ArrayBufferWriter<byte> _json = new(2 * Enough);
    private readonly ArrayBufferWriter<byte> _csv = new(2 * Enough);
    private readonly List<string?[]> _preview = [];
    private HashedStream? _open;
    private Spool? _spool;
    private string _name = "";
    private int _month = -1;
    private long _rows;

    public ArchiveTable Table => table;

    public long Rows { get; private set; }

    /// <summary>The first rows as a person reads them.</summary>
    public IReadOnlyList<string?[]> Preview => _preview;

    public async ValueTask AddAsync(HeldRecord record)
    {
        if (_open is null || record.Month != _month) await BeginAsync(record.Month);

        for (var at = 0; at < _cells.Length; at++)
        {
            var value = record.Values[at];
            if (value.State is HeldState.CannotBeRead) throw new ArchiveException($"A value of {value.Column.Path} is stored but damaged, so the archive would not be whole; it is not handed out.");

            _cells[at] = new Cell(value.Value, value.State is HeldState.Erased);
        }

        if (!file.Lines && _rows > 0) _json.Write(",\n"u8);
        _row.Write(_json, _cells);
        if (file.Lines) _json.Write("\n"u8);
        CsvRow.Write(_csv, table, _cells);
        _rows++;
        Rows++;
        if (_preview.Count < Previewed) _preview.Add([.. record.Values.Select(value => value.State is HeldState.Erased ? "erased" : value.Text)]);
        if (_json.WrittenCount > Enough || _csv.WrittenCount > Enough) PassOn();
    }

    public async Task EndAsync()
    {
        // A table that is not filed by month has its file also when it holds nothing: an absent file looks lost.
        if (_open is null && !file.Monthly) await BeginAsync(0);
        await CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _row.Dispose();
        if (_spool is not null) await _spool.DisposeAsync();
    }

    private async Task BeginAsync(int month)
    {
        await CloseAsync();
        _month = month;
        _name = files.Free($"data/{file.Name}{(file.Monthly ? Said(month) : "")}", file.Lines ? ".ndjson" : ".json");
        _open = files.Open(_name);
        _spool = await openSpool();
        if (!file.Lines) _json.Write("[\n"u8);
        _csv.Write(CsvRow.ByteOrderMark);
        CsvRow.WriteHeader(_csv, table);
    }

    private async Task CloseAsync()
    {
        if (_open is null) return;

        if (!file.Lines) _json.Write("\n]\n"u8);
        PassOn();
        await files.CloseAsync(_open, _name, _rows);
        await using (var spool = _spool!)
            await files.AddAsync(Path.ChangeExtension(_name, ".csv"), spool.CopyToAsync, _rows);
        (_open, _spool, _rows) = (null, null, 0);
    }

    private void PassOn()
    {
        _open!.Write(_json.WrittenSpan);
        _spool!.Input.Write(_csv.WrittenSpan);
        _json.ResetWrittenCount();
        _csv.ResetWrittenCount();
    }

    // 202611 is a month; 20261124, where content lives for days, is a day of it.
    private static string Said(int month) => string.Create(CultureInfo.InvariantCulture, $"-{(month > 1_000_000 ? month / 100 : month) / 100:0000}-{(month > 1_000_000 ? month / 100 : month) % 100:00}");
}
