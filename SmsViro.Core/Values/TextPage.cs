namespace SmsViro.Core.Values;

/// <summary>One page of a list read by keyset: its items, and where the neighbours start (null at either end).</summary>
/// <param name="Items">The items, in the list's own order.</param>
/// <param name="Newer">The key to ask for the page before this one.</param>
/// <param name="Older">The key to ask for the page after this one.</param>
public sealed record TextPage<T>(IReadOnlyList<T> Items, string? Newer, string? Older);
