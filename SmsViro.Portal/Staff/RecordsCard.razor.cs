using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Support;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Staff;

/// <summary>What is stored about one customer, table by table, under the grant that opened her page. It holds no key, so what is sealed stays so.</summary>
public sealed partial class RecordsCard(MaskedRecords masked)
{
    // More columns than this do not fit beside one another; the others follow in one cell.
    private const int MostColumns = 7;

    // What most questions are about.
    private const string First = "MessageBatch";

    private IReadOnlyList<MaskedTable>? _tables;
    private readonly List<HeldRecord> _records = [];
    private IReadOnlyList<ColumnDeclaration> _wide = [];
    private IReadOnlyList<ColumnDeclaration> _narrow = [];
    private IReadOnlyList<ColumnDeclaration> _empty = [];
    private bool _hasKeys;
    private MaskedTable? _read;
    private RowPlace? _next;
    private ElementReference _shown;
    private string? _error;
    private bool _busy;

    [Parameter, EditorRequired]
    public AccessGrant Grant { get; set; } = null!;

    private string Table { get; set; } = First;

    private string? Columns => _empty.Count == 0 ? null : $"Empty in these rows: {string.Join(", ", _empty.Select(column => column.Label))}";

    protected override Task OnInitializedAsync() => SafelyAsync(async () =>
    {
        var answer = await masked.TablesAsync(Grant, CancellationToken.None);
        if (Refused(answer.Refusal)) return;

        _tables = answer.Tables;
        if (_tables.Count == 0) return;
        if (_tables.All(table => table.Name != Table)) Table = _tables[0].Name;
        await NextAsync(null);
    });

    private Task ReadAsync() => SafelyAsync(() => NextAsync(null));

    private Task MoreAsync() => SafelyAsync(async () =>
    {
        await NextAsync(_next);

        // The button is gone behind the last row, and whoever pressed it by keyboard would be nowhere.
        if (_next is null) await _shown.FocusAsync();
    });

    private async Task NextAsync(RowPlace? after)
    {
        var asked = Table;
        var answer = await masked.RunAsync(Grant, asked, after, CancellationToken.None);

        // Another table was chosen meanwhile, and its rows are on their way.
        if (Refused(answer.Refusal) || asked != Table) return;

        _read = _tables!.First(table => table.Name == asked);
        if (after is null) _records.Clear();
        _records.AddRange(answer.Page!.Records);
        _next = answer.Page.Next;
        var columns = _records.FirstOrDefault()?.Values.Select(value => value.Column).ToList() ?? [];
        _empty = [.. columns.Where((_, at) => _records.All(record => IsEmpty(record.Values[at])))];
        var filled = columns.Except(_empty).ToList();
        _wide = [.. filled.Take(MostColumns)];
        _narrow = [.. filled.Skip(MostColumns)];

        // Where no column says by what a row is called, the name of its key does, so that one row can be named when a hold is placed.
        _hasKeys = columns.All(column => column.Label != HeldRecord.ReferenceLabel) && _records.Exists(record => record.Reference is { } key && record.Values.All(value => value.Text != key));
    }

    private async Task SafelyAsync(Func<Task> read)
    {
        _busy = true;
        try
        {
            await read();
        }
        catch (InvalidOperationException)
        {
            _error = "Your 15 minutes are over. Open the customer again";
        }
        finally
        {
            _busy = false;
        }
    }

    private bool Refused(RecordsRefusal? refusal)
    {
        _error = refusal is { } why ? For(why) : null;
        return refusal is not null;
    }

    private static string For(RecordsRefusal refusal) => refusal switch
    {
        RecordsRefusal.NotStaff => "Your role has changed, so nothing is shown",
        RecordsRefusal.Restricted => "This customer's data is only kept since a moment ago, so nothing of it is shown",
        RecordsRefusal.NoSuchTable => "There is no such table",
    };

    private static bool IsEmpty(HeldValue value) => value is { Value: null, State: HeldState.Readable };

    private static string? ClassOf(ColumnDeclaration column) =>
        column.ShownAs == typeof(Money) || column.ShownAs == typeof(int) || column.ShownAs == typeof(long) ? "n" : column.Class is DataClass.Sealed ? "nowrap" : null;

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
