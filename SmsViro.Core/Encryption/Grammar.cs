using System.Buffers;

namespace SmsViro.Core.Encryption;

/// <summary>The letters of scopes and fields: ASCII, so that their length in bytes is their length.</summary>
internal static class Grammar
{
    public static SearchValues<char> Word { get; } = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
