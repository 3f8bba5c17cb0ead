namespace SmsViro.Core.Messaging.Recipients;

/// <summary>What became of the lines of a list.</summary>
/// <param name="Accepted">Numbers that will get the text.</param>
/// <param name="NotNumbers">Lines no phone could ever have.</param>
/// <param name="Twice">Numbers that were there already.</param>
/// <param name="NoPrice">Numbers in countries we do not send to.</param>
/// <param name="OptedOut">Numbers of people who asked not to be texted.</param>
public readonly record struct RecipientCounts(int Accepted, int NotNumbers, int Twice, int NoPrice, int OptedOut = 0);
