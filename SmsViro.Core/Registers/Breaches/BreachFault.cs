namespace SmsViro.Core.Registers.Breaches;

/// <summary>One thing that kept a breach from being written, the part of it that is wrong, and of several in it which ones, as they were typed.</summary>
public readonly record struct BreachFault(BreachPart Part, BreachRefusal Refusal, string? Which = null);

/// <summary>The parts of a breach that a person fills in.</summary>
public enum BreachPart
{
    /// <summary>None of them: who writes, or when.</summary>
    Whole,
    Title,
    Found,
    Facts,
    Kinds,
    Form,
    Accounts,
    Effects,
    Measures,
    FirstNotice,
    FullNotice,
    Authority,
    Customers,
    PeopleTold,
    People,
    Reason,
    Conclusion,
}

/// <summary>Why nothing was written about a breach.</summary>
public enum BreachRefusal
{
    /// <summary>The person is no member of staff.</summary>
    NotStaff = 1,

    /// <summary>A title of 3 to 200 characters.</summary>
    NoTitle,

    /// <summary>When it was found is not said, or lies in the future.</summary>
    NoFinding,

    /// <summary>What happened, in 10 to 8,000 characters.</summary>
    NoFacts,

    /// <summary>A notice in the future, or before the breach was found.</summary>
    WrongTime,

    /// <summary>The rest of a notice before its first part; one notice that said all is both, at the same time.</summary>
    WrongOrder,

    /// <summary>No category of the register is chosen.</summary>
    NoCategory,

    /// <summary>An account that is not there.</summary>
    NoSuchAccount,

    /// <summary>A number that more than one account has.</summary>
    SeveralAccounts,

    /// <summary>Telling people or not telling them needs its reason, in 10 to 8,000 characters.</summary>
    NoReason,

    /// <summary>What got out in the clear is not spared the notice as unreadable (Article 34(3)(a)).</summary>
    NotSealed,

    /// <summary>Closing it needs a conclusion of 10 to 8,000 characters.</summary>
    NoConclusion,

    /// <summary>It cannot be closed, or people cannot be told, before this is filled in.</summary>
    Needed,

    /// <summary>There is no such breach, or it is closed.</summary>
    NotOpen,

    /// <summary>Somebody saved it since it was read.</summary>
    Changed,
}
