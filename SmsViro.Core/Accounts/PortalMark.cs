namespace SmsViro.Core.Accounts;

/// <summary>What kind of database this is, said once at its birth: one row or none.</summary>
public sealed class PortalMark
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public DateTimeOffset DemoSince { get; init; }
}
