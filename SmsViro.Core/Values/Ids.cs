namespace SmsViro.Core.Values;

/// <summary>A person who signs in.</summary>
public readonly record struct UserId(Guid Value)
{
    public static UserId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>The organisation that sends and pays; until teams exist, one person is one account.</summary>
public readonly record struct AccountId(Guid Value)
{
    public static AccountId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>A signed-in person acting for an account: the first argument of every use case, never ambient.</summary>
public readonly record struct Customer(UserId User, AccountId Account);
