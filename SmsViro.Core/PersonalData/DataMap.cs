using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.PersonalData;

/// <summary>The one register of personal data: every table's declarations joined to the activities that use them, and the places where they lie. Exports, erasure, notices and tests read it; nothing else lists columns.</summary>
public sealed class DataMap
{
    private DataMap(IReadOnlyList<TableDeclaration> tables, IReadOnlyList<Activity> activities, IReadOnlyList<StoreDeclaration> stores)
    {
        Tables = tables;
        Activities = activities;
        Stores = stores;
    }

    public IReadOnlyList<TableDeclaration> Tables { get; }

    public IReadOnlyList<Activity> Activities { get; }

    /// <summary>Every place where data lies, the database among them.</summary>
    public IReadOnlyList<StoreDeclaration> Stores { get; }

    public IEnumerable<ColumnDeclaration> Columns => Tables.SelectMany(table => table.Columns);

    /// <summary>Personal columns of whoever signs in: not those only about recipients without an account, nor those that no request reaches.</summary>
    public IEnumerable<ColumnDeclaration> OwnColumns =>
        Tables.Where(table => table is { IsAboutRecipients: false, OutOfReach: null }).SelectMany(table => table.Columns).Where(column => column.IsPersonal);

    /// <summary>Reads every mapping, activity book and store book of <paramref name="assembly"/>.</summary>
    public static DataMap Of(Assembly assembly) =>
        Of([.. assembly.GetTypes().Where(type => type is { IsAbstract: false, ContainsGenericParameters: false })]);

    internal static DataMap Of(IReadOnlyCollection<Type> types) =>
        new(
            [.. from type in types
                where type.IsAssignableTo(typeof(IMapping))
                let table = ((IMapping)Activator.CreateInstance(type, nonPublic: true)!).Declare()
                orderby table.Table.Name
                select table],
            [.. from type in types
                where type.IsSubclassOf(typeof(ActivityBook))
                from activity in ((ActivityBook)Activator.CreateInstance(type, nonPublic: true)!).Activities
                orderby activity.Id
                select activity],
            [.. from type in types
                where type.IsSubclassOf(typeof(StoreBook))
                from store in ((StoreBook)Activator.CreateInstance(type, nonPublic: true)!).Stores
                orderby store.Id
                select store]);

    /// <summary>The activities that use a category.</summary>
    public IEnumerable<Activity> UsesOf(Category category) => Activities.Where(activity => activity.Uses.Contains(category));

    /// <summary>The activities that use a category of the data of people who sign in.</summary>
    public IEnumerable<Activity> OwnUsesOf(Category category) => UsesOf(category).Where(activity => activity.IsAboutWhoSignsIn);

    /// <summary>Every breach of the law of declarations, each a line "PRIV001: what, where"; empty when the house may be built.</summary>
    public IReadOnlyList<string> Breaches(IModel model)
    {
        var stored = model.GetEntityTypes().Where(entity => !entity.IsOwned())
            .SelectMany(entity => PathsOf(entity, "").Select(path => $"{Named(entity.ClrType)}.{path}")).ToHashSet(StringComparer.Ordinal);
        var declared = Columns.Select(column => column.Path).ToList();

        return
        [
            .. stored.Except(declared).Order(StringComparer.Ordinal).Select(path => $"PRIV001: {path} is stored but not declared; declare it in its mapping."),
            .. declared.Except(stored).Order(StringComparer.Ordinal).Select(path => $"PRIV001: {path} is declared but not stored; remove the declaration."),
            .. declared.GroupBy(path => path, StringComparer.Ordinal).Where(twice => twice.Count() > 1).Select(twice => $"PRIV001: {twice.Key} is declared {twice.Count()} times."),
            .. Columns.SelectMany(BreachesOf),
            .. Tables.Where(table => table is { HasSubject: false, IsAboutRecipients: false, OutOfReach: null } && table.Columns.Any(column => column.IsPersonal)).Select(table => $"PRIV005: {Named(table.Table)} holds personal columns but no path to a person."),
            .. Tables.Where(table => !table.CanOpen && table.Columns.Any(column => column.Class is DataClass.Sealed)).Select(table => $"PRIV006: {Named(table.Table)} has sealed columns but no scope and row id."),
            .. Tables.Where(table => table.IsKept && table.Columns.Any(column => column.IsPersonal && column.Erasure.Fate is Fate.RowDeleted)).Select(table => $"PRIV008: {Named(table.Table)} both keeps and deletes its rows on erasure."),
            .. Activities.SelectMany(activity => activity.Uses.Where(category => Columns.All(column => column.Category != category)).Select(category => $"PRIV003: activity '{activity.Id}' uses '{category.Id}', which no column holds.")),
            .. Activities.Where(activity => (activity.Basis is LawfulBasis.LegitimateInterests) != (activity is { Interest: not null, Objection: not null }))
                .Select(activity => $"PRIV009: activity '{activity.Id}' states an interest and how to object to it exactly when its ground is our own interest."),
            .. from table in Tables
               from column in table.Columns
               where column.IsPersonal && column.Category is not null && (table.IsAboutRecipients || column.AboutRecipientToo) && !UsesOf(column.Category!).Any(activity => activity.About.Contains(Whose.Recipients))
               select $"PRIV009: {column.Path} is about recipients, and no activity about them uses '{column.Category!.Id}'.",
        ];
    }

    private IEnumerable<string> BreachesOf(ColumnDeclaration column)
    {
        if (column.IsPersonal && column.Category is null) yield return $"PRIV002: {column.Path} has no category.";
        if (column.Category is { } category && !UsesOf(category).Any()) yield return $"PRIV002: {column.Path} is '{category.Id}', which no activity uses.";

        var type = Nullable.GetUnderlyingType(column.Type) ?? column.Type;
        if (column.Class is DataClass.InClear && (type == typeof(string) || type == typeof(byte[]) || type == typeof(Sealed)))
            yield return $"PRIV004: {column.Path} is text or bytes and may not be readable; seal it.";
        if (column.Class is DataClass.Sealed && type != typeof(Sealed)) yield return $"PRIV006: {column.Path} is declared sealed but its type is {type.Name}.";
        if (column.Class is not DataClass.Sealed && column.Field is null && type == typeof(Sealed)) yield return $"PRIV006: {column.Path} is sealed but declared {column.Class}.";
        if (column.AboutRecipientToo && column.RecipientErasure is null) yield return $"PRIV005: {column.Path} is about two people but says what erasure does for one.";
        if (column.Category == Category.Recipients && !column.AboutRecipientToo) yield return $"PRIV005: {column.Path} is about a recipient too and says nothing of them.";
        if (column.Class is DataClass.InClear or DataClass.NotPersonal && string.IsNullOrWhiteSpace(column.Because)) yield return $"PRIV004: {column.Path} gives no reason.";
    }

    private static IEnumerable<string> PathsOf(ITypeBase type, string prefix) =>
        type.GetProperties().Where(property => !property.IsShadowProperty() || prefix.Length == 0).Select(property => prefix + property.Name)
            .Concat(type.GetComplexProperties().SelectMany(inner => PathsOf(inner.ComplexType, $"{prefix}{inner.Name}.")))
            .Concat(type is IEntityType entity
                ? entity.GetNavigations().Where(navigation => navigation.TargetEntityType.IsOwned() && !navigation.IsOnDependent).SelectMany(navigation => PathsOf(navigation.TargetEntityType, $"{prefix}{navigation.Name}."))
                : []);

    private static string Named(Type type) => type.Name.Split('`')[0];
}
