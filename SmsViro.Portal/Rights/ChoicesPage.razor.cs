using System.Globalization;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Objecting;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Objections and consents, each made and taken back by one button.</summary>
public sealed partial class ChoicesPage(CurrentCustomer current, ObjectToUse objections, ChangeConsent consents, DataMap map, RightsOptions options, Toasts toasts)
{
    private const string NotSaved = "It could not be saved, so nothing changed. Try again in a minute";

    private IReadOnlyList<ObjectionView>? _objections;
    private IReadOnlyList<ConsentView>? _consents;
    private ObjectionView? _asked;
    private string? _refusal;
    private Enum? _refused;
    private bool _busy;

    // What rests on our own interest and has no switch: a person weighs it.
    private IEnumerable<Activity> ByLetter => map.Activities.Where(activity =>
        activity is { Basis: LawfulBasis.LegitimateInterests, IsAboutWhoSignsIn: true } && _objections!.All(view => PrivacyWords.ActivityOf(view.Use) != activity.Id));

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var customer = (await current.RequireAsync()).Customer;
        _objections = await objections.ReadAsync(customer, CancellationToken.None);
        _consents = await consents.ReadAsync(customer, CancellationToken.None);
    }

    // What cannot be brought back is asked for first; what deletes nothing can be taken back beside it.
    private Task AskAsync(ObjectionView objection)
    {
        if (objection.Deletes == 0) return ObjectAsync(objection.Use);

        _asked = objection;
        return Task.CompletedTask;
    }

    private static string Former(int values) => values == 1 ? "1 former value" : $"{values.ToString("N0", CultureInfo.InvariantCulture)} former values";

    private Task ObjectAsync(LegitimateUse use) => DoAsync(use, async () =>
    {
        _asked = null;
        var answer = await objections.RunAsync((await current.RequireAsync()).Customer, use, CancellationToken.None);
        switch (answer.Refusal)
        {
            case null:
                toasts.Show(Tone.Good, "Your objection is in force", answer.Deleted > 0 && use is LegitimateUse.FormerDetails ? $"{Former(answer.Deleted)} of your details {(answer.Deleted == 1 ? "was" : "were")} deleted. A letter confirms it" : "A letter confirms it");
                break;
            case ObjectionRefusal.Already:
                break;
            case ObjectionRefusal.Weighed:
                _refusal = $"A person weighs this one. Write to {options.Contact}; nothing was changed";
                break;
            case ObjectionRefusal.AccountClosed:
                _refusal = "Your account is being erased, so nothing was changed";
                break;
        }
    });

    private Task TakeBackAsync(LegitimateUse use) => DoAsync(use, async () =>
    {
        if (await objections.TakeBackAsync((await current.RequireAsync()).Customer, use, CancellationToken.None)) toasts.Show(Tone.Info, "Your objection is taken back");
    });

    private Task ConsentAsync(ConsentView consent, bool agree) => DoAsync(consent.Text.Kind, async () =>
    {
        var answer = await consents.RunAsync((await current.RequireAsync()).Customer, consent.Text, agree, CancellationToken.None);
        switch (answer)
        {
            case ConsentAnswer.Saved:
                toasts.Show(Tone.Good, agree ? "Recorded: you agree" : "Taken back, from this moment on");
                break;
            case ConsentAnswer.NoAccount:
                _refusal = "Your account is being erased, so nothing was changed";
                break;
            case ConsentAnswer.OtherWords:
                _refusal = "The words were replaced while you read. Read the new ones; nothing was recorded";
                break;
            case ConsentAnswer.Objected:
                _refusal = "You object to advertising, which this would be. Take that back first; nothing was recorded";
                break;
        }
    });

    // Beside what was pressed: at the head of the page it would stand out of view.
    private async Task DoAsync(Enum choice, Func<Task> act)
    {
        (_refusal, _refused, _busy) = (null, choice, true);
        try
        {
            await act();
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            _refusal = NotSaved;
        }
        finally
        {
            _busy = false;
        }
    }
}
