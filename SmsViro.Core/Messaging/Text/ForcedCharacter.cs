namespace SmsViro.Core.Messaging.Text;

/// <summary>A character, as a reader sees it, that the GSM alphabet lacks: because of it the whole text is Unicode. <paramref name="Positions"/> counts UTF-16 units from 0.</summary>
public sealed record ForcedCharacter(string Character, IReadOnlyList<int> Positions)
{
    /// <summary>How often it occurs.</summary>
    public int Count => Positions.Count;
}
