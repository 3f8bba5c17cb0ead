namespace SmsViro.Core.Messaging.Carriers.Simulator;

/// <summary>One row of the table of reserved numbers: the last digit, and what the network does.</summary>
public readonly record struct ReservedNumber(char LastDigit, Behaviour Behaviour)
{
    /// <summary>A number of the row, in E.164.</summary>
    public string Example => $"+{ReservedNumbers.Block}0{LastDigit}";
}
