namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>Our name for one part on its way: the message's row and the part's number in it. It comes back once, with the answer or with the news that the link is down.</summary>
public readonly record struct PartKey(long Message, int Part);
