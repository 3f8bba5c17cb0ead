namespace SmsViro.Core.Encryption;

/// <summary>The keys are missing, unreadable or do not fit the data. Its message is one sentence for the person who runs the portal.</summary>
public sealed class KeysException(string message, Exception? inner = null) : Exception(message, inner);
