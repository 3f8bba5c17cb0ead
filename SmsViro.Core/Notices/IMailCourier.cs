namespace SmsViro.Core.Notices;

/// <summary>Carries an opened letter out of the house.</summary>
internal interface IMailCourier
{
    /// <summary>False when no way out is set up: mail then waits, sealed.</summary>
    bool IsReady { get; }

    /// <summary>Returns when the next server has taken it; throws <see cref="MailNotTakenException"/> when it has not.</summary>
    Task CarryAsync(Guid id, Letter letter, CancellationToken cancel);
}

/// <summary>The mail server did not take a letter. Says of what kind the failure was, never to whom the letter goes.</summary>
internal sealed class MailNotTakenException(string kind) : Exception($"The mail server did not take a letter: {kind}.");
