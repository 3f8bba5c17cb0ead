namespace SmsViro.Core.Accounts.Credentials;

/// <summary>At most five letters an hour go to one address because somebody typed it: our forms are no tool for filling a stranger's mailbox.</summary>
internal sealed class MailQuota(TimeProvider clock)
{
    private readonly FewTries _letters = new(clock, 5, TimeSpan.FromHours(1));

    public bool Allows(string loginIndex) => _letters.TryTake(loginIndex);
}
