using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>Fields of one table that an authority may be given.</summary>
/// <param name="Title">What its rows are called.</param>
/// <param name="Columns">Its exported columns, and what stands beside them.</param>
public sealed record ExtractTable(string Title, IReadOnlyList<ColumnDeclaration> Columns);

/// <summary>What can be asked for at all: a column of the register that its own person would get, of the kinds orders name. Nothing leaves by a list of its own.</summary>
public sealed class ExtractFields(DataMap map)
{
    private static readonly Category[] Kinds =
        [Category.Profile, Category.FormerDetails, Category.SignIn, Category.Recipients, Category.MessageContent, Category.Traffic, Category.Replies, Category.Billing];

    /// <summary>In the register's order, only tables that have such a column.</summary>
    public IReadOnlyList<ExtractTable> Offered { get; } =
    [
        .. from table in map.Tables
           where table.HasSubject
           let columns = table.Exported(Exports.Access).Where(column => Kinds.Contains(column.Category)).ToList()
           where columns.Count > 0 && columns.Count == table.Exported(Exports.Access).Count
           orderby Array.IndexOf(Kinds, columns[0].Category), columns.Count(column => column.Class is DataClass.Sealed) descending
           select new ExtractTable(table.Title, columns),
    ];

    /// <summary>The declarations of chosen paths; null when one is not offered, or none is chosen.</summary>
    public IReadOnlyList<ColumnDeclaration>? Find(IReadOnlyCollection<string> paths)
    {
        var offered = Offered.SelectMany(table => table.Columns).Where(column => paths.Contains(column.Path)).ToList();
        return offered.Count > 0 && offered.Count == paths.Distinct(StringComparer.Ordinal).Count() ? offered : null;
    }

    /// <summary>"Messages: Recipient, Accepted", a line a table.</summary>
    public IReadOnlyList<string> Say(AuthorityRequest request)
    {
        if (request.Target is AuthorityTarget.Number) return [NumberFacts];

        var chosen = request.Columns.Split(' ');
        return
        [
            .. from table in Offered
               let columns = table.Columns.Where(column => chosen.Contains(column.Path)).ToList()
               where columns.Count > 0
               select $"{table.Title}: {string.Join(", ", columns.Select(column => column.Label))}",
        ];
    }

    /// <summary>All that an extract about a number holds; never a word of a text.</summary>
    public const string NumberFacts = "Texts to the number: sender, time, state";
}
