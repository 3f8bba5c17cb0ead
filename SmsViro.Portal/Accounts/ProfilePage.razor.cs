using SmsViro.Core.Accounts;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Rectifying;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Accounts;

/// <summary>A person's own details: read, changed, and what they were.</summary>
public sealed partial class ProfilePage(
    CurrentCustomer current, ReadProfile profiles, UpdateProfile update, ReadFormerDetails former, ReadCorrections corrections, CurrentReader reader, Toasts toasts, TimeProvider clock)
{
    private ProfileForm _form = new();
    private ProfileView? _profile;
    private IReadOnlyList<FormerDetailView> _former = [];
    private IReadOnlyList<CorrectionView> _statements = [];
    private List<ErrorLine> _errors = [];
    private DetailFlaws _flaws;
    private bool _saving;

    private string ZoneHelp => $"Times are shown in {ReaderZone.Of(_form.TimeZone).Named(clock.GetUtcNow())}";

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var person = await current.RequireAsync();
        _profile = await profiles.RunAsync(person.Customer, CancellationToken.None);
        _former = await former.RunAsync(person.Customer, CancellationToken.None);
        _statements = await corrections.BesideAsync(person.Customer, Category.Profile, CancellationToken.None);
        _form = new ProfileForm
        {
            Name = _profile.Name,
            Company = _profile.Company,
            Phone = _profile.Phone?.International,
            TimeZone = _profile.TimeZone,
        };
    }

    // What she did not touch stays as another page of hers may have saved it meanwhile.
    private async Task TakeOverAsync(ProfileView read)
    {
        var stored = await profiles.RunAsync((await current.RequireAsync()).Customer, CancellationToken.None);
        if (_form.Name == read.Name) _form.Name = stored.Name;
        if (_form.Company == read.Company) _form.Company = stored.Company;
        if (_form.Phone == read.Phone?.International) _form.Phone = stored.Phone?.International;
        if (_form.TimeZone == read.TimeZone) _form.TimeZone = stored.TimeZone;
        _profile = stored;
    }

    private async Task SaveAsync()
    {
        _errors = [];
        if (_profile is { } read) await TakeOverAsync(read);
        if (!PersonalDetails.TryParse(_form.Name, _form.Company, _form.Phone, _form.TimeZone, out var details, out _flaws))
        {
            _errors = [.. Lines(_flaws)];
            return;
        }

        _saving = true;
        try
        {
            var person = await current.RequireAsync();
            switch (await update.RunAsync(person.Customer, details, CancellationToken.None))
            {
                case UpdateProfileAnswer.Saved:
                    toasts.Show(Tone.Good, "Your profile is saved");
                    reader.Refresh();
                    await ReadAsync();
                    break;
                case UpdateProfileAnswer.NoAccount:
                    _errors = [new ErrorLine("Your account is being erased, so nothing was saved")];
                    break;
            }
        }
        finally
        {
            _saving = false;
        }
    }

    private static IEnumerable<ErrorLine> Lines(DetailFlaws flaws)
    {
        if (DetailWords.Name(flaws) is { } name) yield return new ErrorLine(name, "name");
        if (DetailWords.Company(flaws) is { } company) yield return new ErrorLine(company, "company");
        if (DetailWords.Phone(flaws) is { } phone) yield return new ErrorLine(phone, "phone");
        if (DetailWords.Zone(flaws) is { } zone) yield return new ErrorLine(zone, "zone");
    }

    private sealed class ProfileForm
    {
        public string? Name { get; set; }

        public string? Company { get; set; }

        public string? Phone { get; set; }

        public string? TimeZone { get; set; } = PersonalDetails.DefaultTimeZone;
    }
}
