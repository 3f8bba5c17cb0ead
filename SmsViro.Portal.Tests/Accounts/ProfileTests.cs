using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Encryption;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Accounts;

public sealed class ProfileTests
{
    [Theory, OnBothDatabases]
    [Promise("P8.2")]
    public async Task Every_value_she_replaces_stands_among_her_former_details(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var she = (await desk.WelcomeAsync("amara@example.org")).Customer;

        await desk.Get<UpdateProfile>().RunAsync(she, Desk.Details("Amara Obi", null, "+447700900451", "Europe/Paris"), Desk.Cancel);

        var profile = await desk.Get<ReadProfile>().RunAsync(she, Desk.Cancel);
        Assert.Equal(("Amara Obi", null, "+447700900451", "Europe/Paris"), (profile.Name, profile.Company, profile.Phone?.E164, profile.TimeZone));
        var former = await desk.Get<ReadFormerDetails>().RunAsync(she, Desk.Cancel);
        Assert.Equal(
            [(DetailKind.Name, "Amara Okafor"), (DetailKind.Company, "Harbour Dental"), (DetailKind.Phone, "+447700900450"), (DetailKind.TimeZone, "Europe/London")],
            former.Select(detail => (detail.Kind, detail.Value!)).Order());
    }

    [Theory, OnBothDatabases]
    public async Task Saving_the_same_form_twice_leaves_no_trace(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var she = (await desk.WelcomeAsync("amara@example.org")).Customer;

        for (var times = 0; times < 2; times++) await desk.Get<UpdateProfile>().RunAsync(she, Desk.Details(), Desk.Cancel);

        Assert.Empty(await desk.Get<ReadFormerDetails>().RunAsync(she, Desk.Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task A_damaged_value_is_said_and_the_others_are_shown(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var she = (await desk.WelcomeAsync("amara@example.org")).Customer;
        await desk.Store.Writes.RunAsync(
            db =>
            {
                var row = db.Set<Profile>().Single(profile => profile.UserId == she.User);
                var bytes = row.Name.ToArray().ToArray();
                bytes[^1] ^= 1;
                row.Name = Sealed.FromBytes(bytes);
            },
            Desk.Cancel);

        var profile = await desk.Get<ReadProfile>().RunAsync(she, Desk.Cancel);

        Assert.True(profile.Unreadable);
        Assert.Equal((null, "Harbour Dental"), (profile.Name, profile.Company));
    }

    [Theory, OnBothDatabases]
    public async Task A_value_moved_to_another_person_does_not_open(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var amara = (await desk.WelcomeAsync("amara@example.org")).Customer;
        var tomas = (await desk.WelcomeAsync("tomas@example.org")).Customer;
        await desk.Store.Writes.RunAsync(
            db => db.Set<Profile>().Single(profile => profile.UserId == tomas.User).Name = db.Set<Profile>().AsNoTracking().Single(profile => profile.UserId == amara.User).Name,
            cancel: Desk.Cancel);

        Assert.True((await desk.Get<ReadProfile>().RunAsync(tomas, Desk.Cancel)).Unreadable);
    }

    [Theory]
    [InlineData("", null, null, null, DetailFlaws.NameMissing)]
    [InlineData("  ", null, "not a number", null, DetailFlaws.NameMissing | DetailFlaws.NotANumber)]
    [InlineData("Amara", null, "07700 900450", "Europe/London", DetailFlaws.None)]
    [InlineData("Amara", null, null, "Europe/Atlantis", DetailFlaws.UnknownZone)]
    public void Judges_every_field_at_once(string name, string? company, string? phone, string? zone, DetailFlaws expected)
    {
        Assert.Equal(expected is DetailFlaws.None, PersonalDetails.TryParse(name, company, phone, zone, out _, out var flaws));
        Assert.Equal(expected, flaws);
    }

    [Fact]
    public void Refuses_what_is_too_long()
    {
        Assert.False(PersonalDetails.TryParse(new string('n', 101), new string('c', 121), null, null, out _, out var flaws));
        Assert.Equal(DetailFlaws.NameTooLong | DetailFlaws.CompanyTooLong, flaws);
    }
}
