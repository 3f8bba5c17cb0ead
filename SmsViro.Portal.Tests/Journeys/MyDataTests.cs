using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

[Collection(PortalJourneys.Name)]
public partial class MyDataTests(PortalJourneys journeys)
{
    private static readonly string[] OtherPeople = ["Okafor", "Lindqvist", "Harbour Dental", "Norrland"];

    [Fact]
    public Task Her_copy_holds_everything_of_hers_and_nothing_of_anybody_else() => journeys.WalkAsync(async visitor =>
    {
        Requires.Tool("pdftotext");
        var she = Person.New();
        var mark = she.Company[6..16];
        await visitor.SignUpAsync(she);
        await visitor.OpenAsync(Urls.Profile);
        await visitor.Page.Locator("#name").FillAsync($"Philippa {mark}");
        await visitor.Page.Locator("#phone").FillAsync("+447700900123");
        await visitor.Button("Save").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table)).ToContainTextAsync(she.Name);
        await visitor.SendAsync("+447700900905", $"Meet at the lighthouse {mark}");
        await Assertions.Expect(visitor.Page.Locator(".bubble.reply").First).ToBeVisibleAsync();
        var reply = await visitor.Page.Locator(".bubble.reply").First.InnerTextAsync();

        var text = await PdfText.ReadAsync(await visitor.DownloadCopyAsync(she));

        foreach (var hers in new[] { she.Name, she.Company, she.Email, $"Philippa {mark}", "+447700900123", "+447700900905", $"Meet at the lighthouse {mark}", reply })
            Assert.Contains(PdfText.Squeeze(hers), text, StringComparison.Ordinal);
        foreach (var theirs in OtherPeople)
            Assert.DoesNotContain(PdfText.Squeeze(theirs), text, StringComparison.Ordinal);
        Assert.DoesNotContain(she.Password, text, StringComparison.Ordinal);
        Assert.Matches(AllOfAll(), text);
    });

    [Fact]
    public Task The_privacy_centre_says_what_is_held_why_and_until_when() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.OpenAsync(Urls.PrivacyCentre);

            var held = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Kinds of your data" });
            await Assertions.Expect(held).ToBeVisibleAsync();
            await Assertions.Expect(visitor.Page.GetByText(AllDeclared())).ToBeVisibleAsync();
            await visitor.AssertFitForEveryoneAsync();
        },
        Person.Tomas);

    [Fact]
    public Task A_copy_asks_for_the_password_of_a_person_who_did_not_just_type_it() => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.OpenAsync(Urls.PrivacyCentre);
            await visitor.Button("Prepare it").ClickAsync();

            await Assertions.Expect(visitor.Heading("Confirm it is you")).ToBeVisibleAsync();
        },
        Person.Tomas);

    [GeneratedRegex(@"(\d+)of\1(?!\d)")]
    private static partial Regex AllOfAll();

    [GeneratedRegex(@"^\s*(\d+) of \1 columns declared")]
    private static partial Regex AllDeclared();
}
