namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>Why an archive cannot be trusted or cannot be made, in a sentence without a personal value.</summary>
public sealed class ArchiveException(string message) : Exception(message);
