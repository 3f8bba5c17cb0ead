using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Opens an administrator's account without a password and answers the one-time link that sets it. For whoever can run commands on the machine.</summary>
public sealed class CreateAdmin(AccountOpening opening, MailedLinks links, AccountLinks addresses, WriteQueue writes)
{
    /// <summary>The link, good for an hour; null when the address has an account already.</summary>
    public async Task<Uri?> RunAsync(EmailAddress email, PersonalDetails details, CancellationToken cancel)
    {
        var account = await opening.DraftAsync(email, null, details, PortalRole.Admin, confirmed: false, cancel);
        var (link, token) = links.Make(account.User.UserId, LinkPurpose.ResetPassword);
        var opened = await writes.RunAsync(
            db =>
            {
                if (!AccountOpening.Add(db, account)) return false;

                db.MailedLinks.Add(link);
                return true;
            },
            keep: added => added,
            cancel);
        return opened ? addresses.ResetPassword(token) : null;
    }
}
