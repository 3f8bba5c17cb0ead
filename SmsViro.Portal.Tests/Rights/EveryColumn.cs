using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>
/// Fills a row of every declared table for a person, each sealed column with a value found nowhere else. A new column is filled by itself;
/// one that cannot be filled fails the test that seeds.
/// </summary>
internal sealed class EveryColumn(TestStore store, Customer customer, string mark)
{
    // What the rules of a table demand of a value; everything else is made up from its type.
    private static readonly Dictionary<string, object> Fixed = new(StringComparer.Ordinal)
    {
        ["MessageBatch.Bucket"] = 202611,
        ["MessageBatch.State"] = Core.Messaging.BatchState.Drained,
        ["MessageBatch.NextOrdinal"] = 1,
        ["MessageBatch.Total"] = 1,
        ["MessageBatch.Parts"] = 1,
        ["Delivery.Parts"] = 1L,
        ["Reply.Bucket"] = 202611,
        ["PrivacyRequest.State"] = RequestState.Withdrawn,
        ["CopyFile.State"] = Core.Rights.Copies.CopyState.Gone,
        ["RequestEvent.Step"] = RequestStep.Received,
        ["AuditEntry.Deed"] = Core.Auditing.AuditDeed.AskedForCopy,
        ["OutgoingMail.State"] = Core.Notices.MailState.Sent,
    };

    private static int _count = 100;

    // What follows from a row made before: a message lies in its batch's range.
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<Type, object>, object>> Derived = new(StringComparer.Ordinal)
    {
        ["Message.Id"] = rows => Core.Messaging.Message.RowOf(((Core.Messaging.MessageBatch)rows[typeof(Core.Messaging.MessageBatch)]).No, 0),
    };

    private readonly Dictionary<Type, object> _rows = [];

    /// <summary>The one instant of every time; without it each time is found nowhere else.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Each canary by the path of its column.</summary>
    public Dictionary<string, string> Canaries { get; } = new(StringComparer.Ordinal);

    /// <summary>Every readable value by the path of its column, each found nowhere else unless it is a state; null where nothing is stored.</summary>
    public Dictionary<string, object?> Plain { get; } = new(StringComparer.Ordinal);

    /// <summary>Tables whose rows need their own slice to be made at all; none of their columns is text an export carries.</summary>
    public static IReadOnlySet<string> NotSeeded { get; } = new HashSet<string>(StringComparer.Ordinal) { "IdentityUserPasskey`1", "IdentityUserToken`1" };

    public async Task SeedAsync(CancellationToken cancel)
    {
        await using var db = store.Open();
        foreach (var table in InOrder(db.Model, store.Get<DataMap>()))
        {
            var entity = db.Model.FindEntityType(table.Table)!;
            var row = table.Table == typeof(PortalUser)
                ? await db.Users.SingleAsync(user => user.Id == customer.User.Value, cancel)
                : RuntimeHelpers.GetUninitializedObject(table.Table);
            if (table.Table != typeof(PortalUser)) Fill(entity, row);
            FillReadable(table, entity, row);
            foreach (var navigation in entity.GetNavigations().Where(navigation => !navigation.IsCollection && _rows.ContainsKey(navigation.TargetEntityType.ClrType)))
                navigation.PropertyInfo!.SetValue(row, _rows[navigation.TargetEntityType.ClrType]);

            await SealAsync(table, row, cancel);
            if (table.Table != typeof(PortalUser)) db.Add(row);
            await db.SaveChangesAsync(cancel);
            _rows[table.Table] = row;
        }
    }

    // A table after those it refers to.
    private static List<TableDeclaration> InOrder(IModel model, DataMap map)
    {
        var left = map.Tables.Where(table => table.HasSubject && !NotSeeded.Contains(table.Table.Name)).ToList();
        var ordered = new List<TableDeclaration>();
        while (left.Count > 0)
        {
            var next = left.First(table => model.FindEntityType(table.Table)!.GetForeignKeys().All(key => left.All(other => other == table || other.Table != key.PrincipalEntityType.ClrType)));
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }

    private void Fill(IEntityType entity, object row)
    {
        foreach (var property in entity.GetProperties().Where(property => property.PropertyInfo is not null && property.ClrType != typeof(Sealed) && property.ClrType != typeof(Sealed?)))
        {
            var path = $"{entity.ClrType.Name}.{property.Name}";
            if (property.ValueGenerated is ValueGenerated.OnAdd && property.IsPrimaryKey() && property.ClrType == typeof(long)) continue;

            var foreign = property.GetContainingForeignKeys().FirstOrDefault(key => _rows.ContainsKey(key.PrincipalEntityType.ClrType));
            var value = Fixed.TryGetValue(path, out var told) ? told
                : Derived.TryGetValue(path, out var follow) ? follow(_rows)
                : foreign is not null ? foreign.PrincipalKey.Properties[0].PropertyInfo!.GetValue(_rows[foreign.PrincipalEntityType.ClrType])
                : Made(property, path);
            Set(row, property.PropertyInfo!, value);
        }
    }

    // What an export carries in clear is a canary too, wherever its type leaves room for one.
    private void FillReadable(TableDeclaration table, IEntityType entity, object row)
    {
        foreach (var column in table.Columns.Where(column => column is { Class: DataClass.InClear, IsExported: true } && !column.Name.Contains('.')))
        {
            var property = entity.FindProperty(column.Name)!;
            var isOpen = !property.IsKey() && !property.IsForeignKey() && !Fixed.ContainsKey(column.Path) && !property.GetContainingIndexes().Any(index => index.IsUnique);
            if (isOpen && Unique(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, column.Name) is { } value) Set(row, property.PropertyInfo!, value);
            Plain[column.Path] = property.PropertyInfo!.GetValue(row);
        }
    }

    private object? Unique(Type type, string name)
    {
        var count = Interlocked.Increment(ref _count);
        var at = At ?? store.Clock.GetUtcNow().AddDays(-10).AddSeconds(count);
        return type switch
        {
            _ when type == typeof(DateTimeOffset) => at,
            _ when type == typeof(DateOnly) => new DateOnly(2027, 1, 1).AddDays(count),
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(int) => 700_000 + count,
            _ when type == typeof(long) && name.EndsWith("At", StringComparison.Ordinal) => at.UtcTicks,
            _ when type == typeof(long) && name != "Due" => 700_000_000L + count,
            _ => null,
        };
    }

    private object? Made(IProperty property, string path)
    {
        var unique = property.IsKey() || property.GetContainingIndexes().Any(index => index.IsUnique);
        var type = property.ClrType;
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            if (inner != typeof(DateTimeOffset)) return null;

            type = inner;
        }

        return type switch
        {
            _ when type == typeof(UserId) => customer.User,
            _ when type == typeof(AccountId) => customer.Account,
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(DateTimeOffset) => store.Clock.GetUtcNow(),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 11, 24),
            _ when type == typeof(Currency) => Currency.Gbp,
            _ when type == typeof(Country) => Country.UnitedKingdom,
            _ when type == typeof(string) => $"word{Interlocked.Increment(ref _count)}",
            _ when type == typeof(byte[]) => Guid.CreateVersion7().ToByteArray(),
            _ when type == typeof(bool) => false,
            _ when type == typeof(double) => 0.0,
            _ when type == typeof(int) => unique ? Interlocked.Increment(ref _count) : 1,
            _ when type == typeof(long) => unique ? (long)Interlocked.Increment(ref _count) : 1L,
            { IsEnum: true } => Enum.GetValues(type).GetValue(0),
            _ => throw new InvalidOperationException($"The seeder cannot fill {path}; teach it the type {type.Name}."),
        };
    }

    private async Task SealAsync(TableDeclaration table, object row, CancellationToken cancel)
    {
        foreach (var column in table.Columns.Where(column => column.Class is DataClass.Sealed))
        {
            var (scope, id) = table.SealOf(row);
            var canary = $"{mark}{Interlocked.Increment(ref _count)}{(column.Path == "PortalUser.EmailSealed" ? "@ex.invalid" : "x")}";
            var box = await store.Vault.OpenAsync(scope, cancel);
            Set(row, table.Table.GetProperty(column.Name)!, box.Seal(column.Field!.Value, id, canary));
            Canaries[column.Path] = canary;
        }
    }

    private static void Set(object row, PropertyInfo property, object? value) =>
        (property.SetMethod is not null ? property : throw new InvalidOperationException($"{property.Name} cannot be set.")).SetValue(row, value);
}
