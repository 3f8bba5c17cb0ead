using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>At the top of every page, once: that a new version of the policy is in force, until she says that she saw it.</summary>
public sealed partial class PolicyNews(CurrentCustomer current, ReadPolicyNews news, NotePolicySeen seen, Toasts toasts)
{
    private PolicyVersion? _news;
    private bool _busy;

    protected override async Task OnInitializedAsync()
    {
        if (await current.FindAsync() is { } person) _news = await news.RunAsync(person.Customer.User, CancellationToken.None);
    }

    private async Task SeenAsync()
    {
        _busy = true;
        try
        {
            await seen.RunAsync((await current.RequireAsync()).Customer.User, _news!.Number, CancellationToken.None);
            _news = null;
        }
        catch (StorageUnavailableException)
        {
            toasts.Show(Tone.Bad, "It could not be noted. Try again in a minute");
        }
        finally
        {
            _busy = false;
        }
    }
}
