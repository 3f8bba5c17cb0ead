namespace SmsViro.Portal.Shell;

/// <summary>The person was signed out while her page was open; the browser is on its way to the sign-in page.</summary>
public sealed class SessionEndedException() : Exception("The session ended while its page was open.");
