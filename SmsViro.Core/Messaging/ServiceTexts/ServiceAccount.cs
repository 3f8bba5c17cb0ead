using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.ServiceTexts;

/// <summary>The account our own texts are sent from. Nobody signs in to it, it has no balance, and no customer's page lists what it sent.</summary>
public static class ServiceAccount
{
    public static AccountId Id { get; } = new(new Guid("00000000-0000-7000-8000-000000000001"));
}
