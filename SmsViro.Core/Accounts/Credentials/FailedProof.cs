using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>Where a password was asked for; the numbers are stored.</summary>
public enum ProofDoor
{
    /// <summary>At sign-in.</summary>
    SignIn = 1,

    /// <summary>Again, from somebody signed in, before what cannot be undone or takes data out.</summary>
    StepUp = 2,
}

/// <summary>One wrong password: for whose account, when and where. What was typed is kept nowhere, nor is an address nobody has.</summary>
public sealed class FailedProof
{
    public Guid Id { get; init; }

    public UserId UserId { get; init; }

    public DateTimeOffset At { get; init; }

    public ProofDoor Door { get; init; }
}
