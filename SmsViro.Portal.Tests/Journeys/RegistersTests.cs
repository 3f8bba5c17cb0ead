using Microsoft.Playwright;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What two members of staff do with the request of an authority, the second of whom has yet to sign.</summary>
[Collection(PortalJourneys.Name)]
public class RegistersTests(PortalJourneys journeys)
{
    [Fact]
    [Promise("P5.3", "P7.2")]
    public async Task A_colleague_signs_first_and_then_decides_what_an_authority_receives()
    {
        var address = "";
        await journeys.WalkAsync(
            async staff =>
            {
                await staff.OpenAsync(Urls.StaffNewAuthority);
                await staff.Button("Log the request").ClickAsync();
                await Assertions.Expect(staff.Page.Locator("#authority")).ToBeFocusedAsync();
                await Assertions.Expect(staff.Page.Locator("#until-error")).ToHaveTextAsync("Say the last day");

                // The same refusal again: whoever pressed hears it again.
                await staff.Button("Log the request").ClickAsync();
                await Assertions.Expect(staff.Page.Locator("#authority")).ToBeFocusedAsync();
                await staff.Page.Locator("#authority").FillAsync("Northshire Police");
                await staff.Page.Locator("#basis").FillAsync("Investigatory Powers Act 2016, section 61; notice 4711");
                await staff.Page.Locator("#who").FillAsync("nobody@norrland.example");
                await staff.Page.Locator("#from").FillAsync("2026-11-01");
                await staff.Page.Locator("#until").FillAsync(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                await staff.Page.GetByText("Profile", new() { Exact = true }).First.ClickAsync();
                await staff.Page.GetByLabel("Name", new() { Exact = true }).CheckAsync();
                await staff.AssertFitForEveryoneAsync();
                foreach (var wrong in (string[])["nobody@norrland.example", "no.one@norrland.example"])
                {
                    await staff.Page.Locator("#who").FillAsync(wrong);
                    await staff.Button("Log the request").ClickAsync();
                    await Assertions.Expect(staff.Page.Locator("#who")).ToBeFocusedAsync();
                }

                await staff.Page.Locator("#who").FillAsync("tomas.lindqvist@norrland.example");
                await staff.Button("Log the request").ClickAsync();

                await Assertions.Expect(staff.Page.GetByText("You logged it, so a colleague has to agree or refuse")).ToBeVisibleAsync();
                await Assertions.Expect(staff.Button("Agree")).Not.ToBeVisibleAsync();
                await staff.AssertFitForEveryoneAsync();
                address = new Uri(staff.Page.Url).AbsolutePath;
            },
            Person.Priya);

        await journeys.WalkAsync(
            async colleague =>
            {
                await colleague.OpenAsync(address);
                await Assertions.Expect(colleague.Heading("Confidentiality")).ToBeVisibleAsync();
                await colleague.AssertFitForEveryoneAsync();
                await colleague.Button("Sign").ClickAsync();
                await Assertions.Expect(colleague.Page.GetByText("Tick it when you undertake all of it")).ToBeVisibleAsync();
                await colleague.Page.GetByLabel("I have read it and undertake all of it").CheckAsync();
                await colleague.Button("Sign").ClickAsync();

                await Assertions.Expect(colleague.Heading("Northshire Police")).ToBeVisibleAsync();
                await colleague.Button("Agree").ClickAsync();
                await Assertions.Expect(colleague.Heading("Agree to hand this over?")).ToBeVisibleAsync();
                await colleague.AssertAccessibleAsync();
                await colleague.Button("Agree to hand it over").ClickAsync();
                await Assertions.Expect(colleague.Page.GetByText("Ready to hand over")).ToBeVisibleAsync();
                await Assertions.Expect(colleague.Page.GetByText("Its chain is whole")).ToBeVisibleAsync();
                await colleague.AssertFitForEveryoneAsync();
            },
            Person.Jonas);
    }

    [Fact]
    public Task A_breach_is_logged_counted_and_its_clocks_run() => journeys.WalkAsync(
        async staff =>
        {
            await staff.OpenAsync(Urls.StaffNewBreach);
            await staff.Button("Log the breach").ClickAsync();
            await Assertions.Expect(staff.Page.Locator("#title")).ToBeFocusedAsync();
            await Assertions.Expect(staff.Page.Locator(".error")).ToHaveCountAsync(3);
            await staff.AssertAccessibleAsync();

            await staff.Page.Locator("#title").FillAsync("A lost disk");
            await staff.Page.Locator("#facts").FillAsync("A disk was lost on its way to the other site");
            await staff.Page.GetByLabel("Profile", new() { Exact = true }).CheckAsync();
            var found = await staff.Page.Locator("#found").InputValueAsync();
            await staff.Button("Log the breach").ClickAsync();

            await Assertions.Expect(staff.Heading("A lost disk")).ToBeVisibleAsync();
            await staff.Button("Count now").ClickAsync();
            await Assertions.Expect(staff.Page.GetByText("of our staff, counted")).ToBeVisibleAsync();
            await Assertions.Expect(staff.Page.GetByText("GDPR Article 33(1)")).ToBeVisibleAsync();
            await staff.AssertFitForEveryoneAsync();

            // On a telephone the clocks stand above the rest and stay there: nothing slides over what is read.
            var (wide, high) = (staff.Page.ViewportSize!.Width, staff.Page.ViewportSize.Height);
            await staff.Page.SetViewportSizeAsync(390, 800);
            await staff.Page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
            Assert.True(await staff.Page.Locator("aside.ahead").EvaluateAsync<double>("aside => aside.getBoundingClientRect().bottom") < 0);
            await staff.Page.SetViewportSizeAsync(wide, high);

            await staff.Page.GetByLabel("Opt-outs", new() { Exact = true }).CheckAsync();
            await Assertions.Expect(staff.Page.GetByText("You changed the kinds below")).ToBeVisibleAsync();
            await staff.Page.GetByLabel("Opt-outs", new() { Exact = true }).UncheckAsync();
            await Assertions.Expect(staff.Page.GetByText("You changed the kinds below")).ToHaveCountAsync(0);
            await staff.Page.Locator("#accounts").FillAsync("C-00000000");
            await staff.Button("Save").First.ClickAsync();
            await Assertions.Expect(staff.Link("C-00000000 is not there")).ToBeVisibleAsync();
            await staff.Page.Locator("#accounts").FillAsync("");

            await Assertions.Expect(staff.Page.GetByText("is sealed. While the keys are safe")).ToHaveCountAsync(0);
            await staff.Field("In what form it got out").SelectOptionAsync("Readable");
            await Assertions.Expect(staff.Page.GetByText("It got out in the clear")).ToBeVisibleAsync();
            await staff.Field("In what form it got out").SelectOptionAsync("AsStored");
            await Assertions.Expect(staff.Page.GetByText("is sealed. While the keys are safe")).ToBeVisibleAsync();
            await staff.Button("Save and close").ClickAsync();
            await Assertions.Expect(staff.Heading("Close this breach?")).ToHaveCountAsync(0);
            await Assertions.Expect(staff.Page.GetByText("6 things to correct.")).ToBeVisibleAsync();
            await Assertions.Expect(staff.Page.Locator("#effects")).ToBeFocusedAsync();
            await staff.AssertFitForEveryoneAsync();
            await staff.Link("Write the measures before it is closed").ClickAsync();
            await Assertions.Expect(staff.Page.Locator("#measures")).ToBeFocusedAsync();

            await staff.Page.Locator("#measures").FillAsync("It was found again");
            await staff.Page.Locator("#effects").FillAsync("None that anybody could notice");
            foreach (var notice in (string[])["#first", "#full", "#told"]) await staff.Page.Locator(notice).FillAsync(found);
            await staff.Page.Locator("#subjects").SelectOptionAsync("NoHighRisk");
            await staff.Page.Locator("#subjects-reason").FillAsync("Every column of it is sealed");
            await staff.Button("Save and close").ClickAsync();
            await Assertions.Expect(staff.Heading("Close this breach?")).ToBeVisibleAsync();
            await staff.AssertAccessibleAsync();
            await staff.Page.Locator("#conclusion").FillAsync("Nobody could read it, and it was found");
            await staff.Button("Save and close").Last.ClickAsync();
            await Assertions.Expect(staff.Page.GetByText("As it was counted when it was closed")).ToBeVisibleAsync();
        },
        Person.Priya);

    [Fact]
    [Promise("P4.6")]
    public Task Whoever_audits_us_reads_what_is_counted_now_and_takes_it_along() => journeys.WalkAsync(
        async staff =>
        {
            await staff.OpenAsync(Urls.StaffEvidence);

            await Assertions.Expect(staff.Page.GetByText("This is evidence, not a certification.")).ToBeVisibleAsync();
            await Assertions.Expect(staff.Page.GetByText("5.15 to 5.18")).ToBeVisibleAsync();
            await staff.AssertFitForEveryoneAsync();
            var download = await staff.Page.RunAndWaitForDownloadAsync(() => staff.Page.GetByRole(AriaRole.Link, new() { Name = "PDF", Exact = true }).ClickAsync());
            Assert.Equal(Urls.StaffEvidence, new Uri(staff.Page.Url).AbsolutePath);
            Assert.Matches("^smsviro-evidence-[0-9-]+[.]pdf$", download.SuggestedFilename);
        },
        Person.Priya);
}
