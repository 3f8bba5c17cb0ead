namespace SmsViro.Core.Registers.Evidence;

/// <summary>What an auditor asks for by its number in a standard, and what of this program answers.</summary>
/// <param name="Standard">The standard and its edition.</param>
/// <param name="Number">Its number there, or the numbers that one answer covers.</param>
/// <param name="Title">What it is about, in our words: no quotation of the standard.</param>
/// <param name="Kept">What in this program makes it so.</param>
/// <param name="Place">Where its figures live at the desk.</param>
public sealed record Control(string Standard, string Number, string Title, string Kept, EvidencePlace Place);

/// <summary>A place of the portal where what a figure counts can be looked at one by one.</summary>
public enum EvidencePlace
{
    DataMap = 1,
    Requests,
    Retention,
    Keys,
    Trail,
    Breaches,
    Reviews,
    Policy,
    Promises,
    Security,
}
