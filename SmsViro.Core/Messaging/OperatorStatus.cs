namespace SmsViro.Core.Messaging;

/// <summary>Whether messages can leave right now; when they cannot, they wait and nothing is charged.</summary>
public sealed class OperatorStatus
{
    private volatile OperatorState _current = new(true, default, null, "");

    public OperatorState Current => _current;

    internal void Set(OperatorState state) => _current = state;
}

/// <summary>The links to the operator taken together.</summary>
/// <param name="IsUp">At least one link takes messages.</param>
/// <param name="Since">Since when.</param>
/// <param name="Problem">What is wrong, as a sentence; null when nothing is.</param>
/// <param name="Name">What the operator is called.</param>
public sealed record OperatorState(bool IsUp, DateTimeOffset Since, string? Problem, string Name);
