namespace SmsViro.Core.Encryption;

/// <summary>The column a value is sealed for, such as <c>message.text</c>: part of what a value is bound to, so a name once used is never given to another column.</summary>
public readonly record struct Field
{
    internal const int MaxLength = 64;

    /// <param name="name">Two or more words of lower-case letters, digits and hyphens between dots, at most 64 characters; anything else throws <see cref="ArgumentException"/>.</param>
    public Field(string name)
    {
        if (!IsName(name))
            throw new ArgumentException("A field is named like message.text.", nameof(name));

        Name = name;
    }

    public string Name { get; }

    public override string ToString() => Name;

    private static bool IsName(string name)
    {
        if (name is not { Length: > 0 and <= MaxLength })
            return false;

        var words = 0;
        foreach (var word in name.AsSpan().Split('.'))
        {
            words++;
            if (word.Start.Equals(word.End) || name.AsSpan()[word].ContainsAnyExcept(Grammar.Word))
                return false;
        }

        return words > 1;
    }
}
