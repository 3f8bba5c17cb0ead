namespace SmsViro.Core.Messaging.Text;

/// <summary>One part of a text: the characters from <paramref name="Start"/> on, and the units they cost.</summary>
public readonly record struct TextPart(int Start, int Length, int Units)
{
    /// <summary>The position after the last character.</summary>
    public int End => Start + Length;
}
