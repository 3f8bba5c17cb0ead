using SmsViro.Core.Jobs;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Accounts;

/// <summary>Writes to a person that her password was typed wrongly again and again; asked for by the wrong try that makes it so, once until nobody tried for a day.</summary>
public sealed class TellOfWrongPasswords(MailAddresses addresses, AccountLinks links, Post post) : IJobHandler
{
    public static string Kind => "tell-of-wrong-passwords";

    public async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        var person = new UserId(run.About);
        if (await addresses.FindAsync(person, cancel) is { } address) await post.SendAsync(AccountLetters.WrongPasswords(address, person, links.ForgottenPassword()), cancel);
    }
}
