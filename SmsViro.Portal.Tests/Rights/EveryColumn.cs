using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>
/// Fills a row of every declared table for a person, each column with a value found nowhere else wherever its type leaves room for one. A new column is
/// filled by itself; one that cannot be filled fails the test that seeds.
/// </summary>
internal sealed class EveryColumn(TestStore store, Customer customer, string mark)
{
    // What the rules of a table demand of a value; everything else is made up from its type.
    private static readonly Dictionary<string, object> Fixed = new(StringComparer.Ordinal)
    {
        ["MessageBatch.Bucket"] = 202611,
        ["MessageBatch.State"] = BatchState.Drained,
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
        ["RecipientRequest.State"] = RecipientRequestState.Answered,
    };

    // What follows from a row made before: a message lies in its batch's range.
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<Type, object>, object>> Derived = new(StringComparer.Ordinal)
    {
        ["Message.Id"] = rows => Message.RowOf(((MessageBatch)rows[typeof(MessageBatch)]).No, 0),
        ["CopyFile.Id"] = rows => ((PrivacyRequest)rows[typeof(PrivacyRequest)]).Id,
    };

    // Indexes that keep their key say nothing of how they are computed.
    private static readonly Dictionary<string, Func<AccountId, (Scope Scope, Field Label)>> Digests = new(StringComparer.Ordinal)
    {
        ["OptOut.NumberIndex"] = account => (Scope.IndexOptOut(account), MessagingFields.OptOutIndex),
        ["RecipientSession.NumberIndex"] = _ => (Scope.IndexPhone, RecipientFields.NumberIndex),
        ["RecipientRequest.NumberIndex"] = _ => (Scope.IndexPhone, RecipientFields.NumberIndex),
    };

    // Steps, letters and notes hang on these by their ids alone.
    private static readonly Type[] Requests = [typeof(PrivacyRequest), typeof(AuthorityRequest), typeof(RecipientRequest)];

    private readonly Dictionary<Type, object> _rows = [];

    /// <summary>The one instant of every time; without it each time is found nowhere else.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The member of staff who stands in every column that names one; without it the person herself does.</summary>
    public UserId? Staff { get; init; }

    /// <summary>Each sealed canary by the path of its column.</summary>
    public Dictionary<string, string> Canaries { get; } = new(StringComparer.Ordinal);

    /// <summary>Each secret by the path of its column.</summary>
    public Dictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Each sealed value as it is stored, by the path of its column.</summary>
    public Dictionary<string, byte[]> Ciphertexts { get; } = new(StringComparer.Ordinal);

    /// <summary>Every readable value by the path of its column, each found nowhere else unless it is a state; null where nothing is stored.</summary>
    public Dictionary<string, object?> Plain { get; } = new(StringComparer.Ordinal);

    /// <summary>The row of a table.</summary>
    public T Row<T>() => (T)_rows[typeof(T)];

    /// <summary>The same for a table found in the register.</summary>
    public object RowOf(Type table) => _rows[table];

    /// <summary>A row in every table that holds data of people with an account.</summary>
    public Task SeedAsync(CancellationToken cancel) => SeedAsync(table => table.HasSubject, cancel);

    /// <summary>A row in every table about people without an account, and in those no request reaches.</summary>
    public Task SeedOthersAsync(CancellationToken cancel) => SeedAsync(table => table.IsAboutRecipients || table.OutOfReach is not null, cancel);

    private async Task SeedAsync(Func<TableDeclaration, bool> among, CancellationToken cancel)
    {
        await using var db = store.Open();
        foreach (var table in InOrder(db.Model, store.Get<DataMap>().Tables.Where(among)))
        {
            var entity = db.Model.FindEntityType(table.Table)!;
            var isHers = table.Table == typeof(PortalUser);
            var row = isHers ? await db.Users.SingleAsync(user => user.Id == customer.User.Value, cancel) : CanaryShapes.Row(table.Table);
            if (!isHers) Fill(entity, row);
            FillReadable(table, entity, row);
            foreach (var navigation in entity.GetNavigations().Where(navigation => !navigation.IsCollection && _rows.ContainsKey(navigation.TargetEntityType.ClrType)))
                navigation.PropertyInfo!.SetValue(row, _rows[navigation.TargetEntityType.ClrType]);

            await SealAsync(table, row, cancel);
            await IndexAsync(table, row, cancel);
            if (!isHers) db.Add(row);
            await db.SaveChangesAsync(cancel);
            _rows[table.Table] = row;
        }

        store.Watch(Canaries.Values.Concat(Secrets.Values));
    }

    // A table after those it refers to.
    private static List<TableDeclaration> InOrder(IModel model, IEnumerable<TableDeclaration> tables)
    {
        var left = tables.OrderByDescending(table => Requests.Contains(table.Table)).ToList();
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
            var path = $"{Named(entity.ClrType)}.{property.Name}";
            if (property.ValueGenerated is ValueGenerated.OnAdd && property.IsPrimaryKey() && property.ClrType == typeof(long)) continue;

            var foreign = property.GetContainingForeignKeys().FirstOrDefault(key => _rows.ContainsKey(key.PrincipalEntityType.ClrType));
            var unique = property.IsKey() || property.GetContainingIndexes().Any(index => index.IsUnique);
            var value = Fixed.TryGetValue(path, out var told) ? told
                : Derived.TryGetValue(path, out var follow) ? follow(_rows)
                : property is { Name: "RequestId" } ? RequestOf(path)
                : property is { Name: "UserId" } && property.ClrType == typeof(Guid) ? customer.User.Value
                : foreign is not null ? foreign.PrincipalKey.Properties[0].PropertyInfo!.GetValue(_rows[foreign.PrincipalEntityType.ClrType])
                : CanaryShapes.Any(property.ClrType, path, unique, customer, store.Clock.GetUtcNow());
            Set(row, property.PropertyInfo!, value);
        }

        foreach (var navigation in entity.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned()))
        {
            var owned = CanaryShapes.Row(navigation.TargetEntityType.ClrType);
            foreach (var property in navigation.TargetEntityType.GetProperties().Where(property => property.PropertyInfo is not null))
                Set(owned, property.PropertyInfo!, CanaryShapes.Any(property.ClrType, property.Name, unique: false, customer, store.Clock.GetUtcNow()));
            Set(row, navigation.PropertyInfo!, owned);
        }
    }

    // What an export carries in clear is a canary too, wherever its type leaves room for one; so is a secret.
    private void FillReadable(TableDeclaration table, IEntityType entity, object row)
    {
        foreach (var column in table.Columns)
        {
            var (holder, property) = Place(row, column);
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (column is { Class: DataClass.Secret, IsSealedText: false })
            {
                var secret = Secrets[column.Path] = CanaryShapes.Of(column.Path, $"{mark}secret");
                Set(holder, property, type == typeof(string) ? secret : type == typeof(string[]) ? new[] { secret } : Encoding.UTF8.GetBytes(secret));
            }

            if (column.Class is not DataClass.InClear) continue;
            if (table.HasSubject && type == typeof(UserId) && Staff is { } staff) Set(holder, property, staff);
            if (!column.IsExported) continue;

            var stored = entity.FindProperty(column.Name);
            var isOpen = stored is null || (!stored.IsKey() && !stored.IsForeignKey() && !stored.GetContainingIndexes().Any(index => index.IsUnique));
            if (isOpen && !Fixed.ContainsKey(column.Path) && CanaryShapes.Unique(type, column.Name, store.Clock.GetUtcNow(), At) is { } value) Set(holder, property, value);
            else if (isOpen && type.IsEnum && property.GetValue(holder) is null) Set(holder, property, Enum.GetValues(type).GetValue(0));
            Plain[column.Path] = property.GetValue(holder);
        }
    }

    private async Task SealAsync(TableDeclaration table, object row, CancellationToken cancel)
    {
        foreach (var column in table.Columns.Where(column => column.Class is DataClass.Sealed || column is { Class: DataClass.Secret, IsSealedText: true }))
        {
            var (scope, id) = table.SealOf(row);
            var canary = CanaryShapes.Of(column.Path, mark);
            var closed = (await store.Vault.OpenAsync(scope, cancel)).Seal(column.Field!.Value, id, canary);
            Set(row, table.Table.GetProperty(column.Name)!, column.IsSealedText ? Convert.ToBase64String(closed.ToArray()) : closed);
            (column.Class is DataClass.Secret ? Secrets : Canaries)[column.Path] = canary;
            Ciphertexts[column.Path] = column.IsSealedText ? Encoding.ASCII.GetBytes(Convert.ToBase64String(closed.ToArray())) : closed.ToArray();
        }
    }

    private async Task IndexAsync(TableDeclaration table, object row, CancellationToken cancel)
    {
        foreach (var column in table.Columns.Where(column => column.Class is DataClass.BlindIndex))
        {
            var property = table.Table.GetProperty(column.Name)!;
            if (column.Rule is { } rule)
            {
                Set(row, property, rule.Compute(await store.Vault.IndexAsync(rule.ScopeOf(row), cancel), Canaries[$"{Named(table.Table)}.{rule.Source}"]));
            }
            else if (Digests.TryGetValue(column.Path, out var digest))
            {
                var (scope, label) = digest(customer.Account);
                Set(row, property, (await store.Vault.IndexAsync(scope, cancel)).Compute64(label, Canaries[$"{Named(table.Table)}.Number"]));
            }
        }
    }

    private Guid RequestOf(string path) =>
        path.StartsWith("Authority", StringComparison.Ordinal) ? Row<AuthorityRequest>().Id
        : _rows.TryGetValue(typeof(PrivacyRequest), out var request) ? ((PrivacyRequest)request).Id
        : Row<RecipientRequest>().Id;

    // "Data.SignCount" lies in the object that the row owns.
    private static (object Holder, PropertyInfo Property) Place(object row, ColumnDeclaration column)
    {
        var names = column.Name.Split('.');
        var holder = names[..^1].Aggregate(row, (owner, name) => owner.GetType().GetProperty(name)!.GetValue(owner)!);
        return (holder, holder.GetType().GetProperty(names[^1])!);
    }

    private static string Named(Type type) => type.Name.Split('`')[0];

    private static void Set(object row, PropertyInfo property, object? value) =>
        (property.SetMethod is not null ? property : throw new InvalidOperationException($"{property.Name} cannot be set.")).SetValue(row, value);
}
