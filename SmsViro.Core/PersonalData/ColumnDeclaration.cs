using SmsViro.Core.Encryption;

namespace SmsViro.Core.PersonalData;

/// <summary>Everything the house knows about one stored column.</summary>
public sealed class ColumnDeclaration
{
    internal ColumnDeclaration(Type table, string name, Type type, DataClass dataClass, string label)
    {
        Table = table;
        Name = name;
        Type = type;
        Class = dataClass;
        Label = label;
        ShownAs = type;
    }

    public Type Table { get; }

    public string Name { get; }

    public Type Type { get; }

    public DataClass Class { get; }

    /// <summary>What the person reads above the value.</summary>
    public string Label { get; }

    /// <summary>The type of the value an export carries: the column's own, or what it is shown as.</summary>
    public Type ShownAs { get; internal set; }

    public Category? Category { get; internal set; }

    public Field? Field { get; internal set; }

    public Origin Origin { get; internal set; }

    public Erasure Erasure { get; internal set; } = Erasure.WithItsRow;

    public Exports Exports { get; internal set; } = Exports.Both;

    /// <summary>What a state is called for whoever reads it; null where its own name says it. An archive carries the state itself, for a program.</summary>
    internal Func<object, string?>? Words { get; private set; }

    /// <summary>True when the sealed bytes lie in a text column, as base64.</summary>
    public bool IsSealedText { get; private set; }

    /// <summary>Why the value keeps the key it was sealed or computed with; null when it may get another.</summary>
    public string? FixedBecause { get; private set; }

    /// <summary>How an index column is computed, so that its key can be replaced; null where it is no index, or one that keeps its key.</summary>
    internal IndexRule? Rule { get; set; }

    /// <summary>Why an export leaves it out, why it is readable, or why it is nobody's; null where none is due.</summary>
    public string? Because { get; internal set; }

    /// <summary>Where an address book looks for it (the property names of RFC 6350: FN, ORG, EMAIL, TEL, TZ); null for what no card carries.</summary>
    public string? CardProperty { get; private set; }

    /// <summary>True when the value is about a second person as well (the recipient of a message).</summary>
    public bool AboutRecipientToo { get; internal set; }

    /// <summary>What the second person's own erasure does; required when there is one.</summary>
    public Erasure? RecipientErasure { get; internal set; }

    public bool IsPersonal => Class is not DataClass.NotPersonal;

    /// <summary>True when an export of this kind carries it.</summary>
    public bool IsIn(Exports exports) => IsExported && (Exports & exports) != Exports.None;

    public bool IsExported => IsPersonal && Class is DataClass.Sealed or DataClass.InClear && Exports != Exports.None;

    /// <summary>"Profile.Name": how errors and the lock file call it.</summary>
    public string Path => $"{Table.Name.Split('`')[0]}.{Name}";

    /// <summary>Overrides the table's category for this column.</summary>
    public ColumnDeclaration As(Category category)
    {
        Category = category;
        return this;
    }

    /// <summary>Says what a state is called for whoever reads it.</summary>
    public ColumnDeclaration InWords<TState>(Func<TState, string> words)
        where TState : struct, Enum
    {
        Words = value => value is TState state ? words(state) : null;
        return this;
    }

    public ColumnDeclaration From(Origin origin)
    {
        Origin = origin;
        return this;
    }

    public ColumnDeclaration Erased(Erasure erasure)
    {
        Erasure = erasure;
        return this;
    }

    /// <summary>Leaves the column out of every export, for a reason the manifest prints.</summary>
    public ColumnDeclaration Withheld(string because)
    {
        Exports = Exports.None;
        Because = because;
        return this;
    }

    public ColumnDeclaration In(Exports exports)
    {
        Exports = exports;
        return this;
    }

    /// <summary>Says that a text column holds sealed bytes as base64, which are found and sealed anew when their key is replaced.</summary>
    public ColumnDeclaration SealedAsText(Field field)
    {
        (Field, IsSealedText) = (field, true);
        return this;
    }

    /// <summary>Says why a value is never sealed or computed anew, so that its key is kept as long as it.</summary>
    public ColumnDeclaration KeepsItsKey(string because)
    {
        FixedBecause = because;
        return this;
    }

    /// <summary>Puts the value on the card that an archive brings for address books.</summary>
    public ColumnDeclaration OnCard(string property)
    {
        CardProperty = property;
        return this;
    }

    /// <summary>Says that the value is about a message's recipient too, and what their own request does to it.</summary>
    public ColumnDeclaration AboutTheRecipientToo(Erasure onTheirRequest)
    {
        AboutRecipientToo = true;
        RecipientErasure = onTheirRequest;
        return this;
    }
}

/// <summary>How an index column follows from the sealed value it stands for.</summary>
/// <param name="Source">The name of the sealed column.</param>
/// <param name="ScopeOf">The scope of the index key, by row.</param>
/// <param name="Compute">The digest of an opened value as the column holds it.</param>
internal sealed record IndexRule(string Source, Func<object, Scope> ScopeOf, Func<BlindIndex, string, object> Compute);
