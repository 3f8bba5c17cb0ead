namespace SmsViro.Core.Privacy.Policy;

/// <summary>A cookie of the site, as the policy lists it.</summary>
/// <param name="Name">What browsers store it under; a shared prefix that TLS adds is left out.</param>
/// <param name="Purpose">What it is for, as a person would say it.</param>
/// <param name="Lasts">How long a browser keeps it.</param>
public sealed record PolicyCookie(string Name, string Purpose, string Lasts);
