namespace SmsViro.Portal.Kit;

/// <summary>The five voices of the design, and the quiet one. Each has a colour, and wherever it stands a shape and words.</summary>
public enum Tone
{
    Info,
    Good,
    Wait,
    Doubt,
    Bad,
    Quiet,
}
