using SmsViro.Core.Notices;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>The words of this slice's letters. No letter greets by name: whoever reads a stranger's mailbox learns nothing.</summary>
internal static class AccountLetters
{
    public static Letter ConfirmEmail(EmailAddress to, UserId owner, Uri link) => new(
        to,
        "Confirm your e-mail address",
        $"""
        You opened an SMSViro account with this address. Confirm it here within two days:

        {link}

        If it was not you, do nothing: without this step nobody can use the account.
        """,
        owner);

    public static Letter AccountExists(EmailAddress to, UserId owner, Uri signIn, Uri forgotten) => new(
        to,
        "You already have an account",
        $"""
        Somebody, probably you, tried to open an SMSViro account with this address. It has one already, and nothing was changed.

        Sign in: {signIn}
        Choose a new password: {forgotten}
        """,
        owner);

    public static Letter FinishOpening(EmailAddress to, UserId owner, Uri link) => new(
        to,
        "Finish opening your account",
        $"""
        An SMSViro account was begun with this address but the address was never confirmed. Choose a password here within an hour; that confirms the address and replaces any password set before:

        {link}

        If it was not you, do nothing: without this step nobody can use the account.
        """,
        owner);

    public static Letter ResetPassword(EmailAddress to, UserId owner, Uri link) => new(
        to,
        "Choose a new password",
        $"""
        Somebody, probably you, asked for a new password for your SMSViro account. Choose it here within an hour:

        {link}

        If it was not you, do nothing: your password stays as it is.
        """,
        owner);

    public static Letter NoAccount(EmailAddress to, Uri register) => new(
        to,
        "There is no account with this address",
        $"""
        Somebody, probably you, asked for a new SMSViro password for this address, but no account has it. If you have one, it uses another address.

        Open an account: {register}

        If it was not you, do nothing. We keep no list of such requests.
        """);

    public static Letter PasswordChanged(EmailAddress to, UserId owner, Uri forgotten) => new(
        to,
        "Your password was changed",
        $"""
        The password of your SMSViro account was changed just now, and every other browser was signed out.

        If it was not you, choose a new one at once: {forgotten}
        """,
        owner);

    public static Letter WrongPasswords(EmailAddress to, UserId owner, Uri forgotten) => new(
        to,
        "Wrong passwords were typed for your account",
        $"""
        Wrong passwords were typed for your SMSViro account, five of them within a day. After five in a row nothing is judged for ten minutes, so that nobody can guess on. Nothing was changed.

        If it was you, do nothing. If it was not, choose a new password that you use nowhere else: {forgotten}

        When a password was wrong is kept for 12 months and stands in the copy of your data.
        """,
        owner);

    public static Letter ConfirmNewEmail(EmailAddress to, UserId owner, Uri link) => new(
        to,
        "Confirm your new e-mail address",
        $"""
        You asked to use this address for your SMSViro account. Confirm it here within a day:

        {link}

        Until then your account keeps the address it has. If it was not you, do nothing.
        """,
        owner);

    public static Letter AddressTaken(EmailAddress to, UserId owner, Uri signIn) => new(
        to,
        "This address has an account already",
        $"""
        Somebody, probably you, asked to use this address for another SMSViro account. It has one of its own, so nothing was changed.

        Sign in to it: {signIn}
        """,
        owner);

    public static Letter EmailChangeAsked(EmailAddress to, UserId owner, Uri forgotten) => new(
        to,
        "A change of your e-mail address was asked for",
        $"""
        Somebody signed in to your SMSViro account asked to use another e-mail address for it. It changes once the new address is confirmed.

        If it was not you, choose a new password at once: {forgotten}
        """,
        owner);

    public static Letter EmailChanged(EmailAddress to, UserId owner) => new(
        to,
        "Your e-mail address was changed",
        """
        Your SMSViro account now uses another e-mail address, and this one no longer signs in.

        If it was not you, answer this letter within 14 days. We keep the address you had for 12 months so that the change can be undone.
        """,
        owner);
}
