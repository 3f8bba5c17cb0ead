using AngleSharp.Dom;
using Bunit;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Staff;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Registers;

/// <summary>What the pages of the registers ask and answer, drawn without a browser.</summary>
public class RegisterPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_breach_is_checked_before_anybody_is_asked_what_she_concludes()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (staff, found) = (await store.AddStaffAsync(), store.Clock.GetUtcNow());
        var id = (await store.Get<LogBreach>().RunAsync(staff.User, "A lost disk", "A disk was lost on its way", found, [Category.SignIn.Id], Cancel)).Breach!.Value;
        await using var desk = await RightsPages.OpenAsync(store, staff);

        var page = desk.Render<BreachPage>(with => with.Add(page => page.Id, id));
        page.WaitForAssertion(() => Assert.Contains("23 hours left", Render(page), StringComparison.Ordinal));
        Close(page);
        page.WaitForAssertion(() => Assert.Contains("7 things to correct.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#conclusion"));

        var whole = new BreachChange
        {
            Facts = "A disk was lost on its way",
            Categories = [Category.SignIn.Id],
            FirstNoticeAt = found,
            FullNoticeAt = found,
            AuthorityToldAt = found,
            Effects = "None",
            Measures = "It was found",
            Form = BreachForm.AsStored,
            Subjects = SubjectsDecision.NoHighRisk,
            SubjectsReason = "Every column of it is sealed",
        };
        Assert.Empty(await store.UpdateBreachAsync(staff.User, id, whole, Cancel));
        var again = desk.Render<BreachPage>(with => with.Add(page => page.Id, id));
        again.WaitForElement("#facts");
        Close(again);
        again.WaitForElement("#conclusion").Change("Nobody could read it, and it was found");
        again.Find("dialog footer .btn:last-child").Click();
        again.WaitForAssertion(() => Assert.Contains("As it was counted when it was closed", again.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("not counted", again.Markup, StringComparison.OrdinalIgnoreCase);

        void Close(IRenderedComponent<BreachPage> shown) => shown.FindAll("form button").Single(button => button.TextContent.Trim() == "Save and close").Click();

        string Render(IRenderedComponent<BreachPage> shown)
        {
            store.Clock.SetUtcNow(found.AddMinutes(1));
            shown.Render();
            return shown.Markup;
        }
    }

    [Fact]
    public async Task An_empty_form_of_an_authority_marks_every_field_it_needs()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        await using var desk = await RightsPages.OpenAsync(store, await store.AddStaffAsync());
        var page = desk.Render<NewAuthorityPage>();

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal(["authority", "basis", "who", "from", "until", "fields"], page.FindAll("[aria-invalid=true]").Select(field => field.Id)));
        Assert.Equal("Say the customer’s e-mail address", page.Find("#who-error").TextContent);
        Assert.Equal("Say the last day", page.Find("#until-error").TextContent);
        Assert.Equal(["authority", "basis", "who", "from", "until", "fields"], page.FindAll("[data-summary]").Select(link => link.GetAttribute("data-summary")));
    }

    [Fact]
    public async Task Whoever_agrees_that_an_authority_receives_something_is_shown_once_more_who_receives_what()
    {
        await using var store = await RightsStore.CreateAsync(Database.Sqlite);
        var (ada, one, two, today) = (await store.AddPersonAsync(), await store.AddStaffAsync(), await store.AddStaffAsync(), DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime));
        var form = new AuthorityForm("Northshire Police", "Notice 4711 under section 61", AuthorityTarget.Customer, ada.Account.ToString(), today.AddDays(-1), today, ["Profile.Name"], store.Clock.GetUtcNow(), null, null);
        var id = (await store.Get<LogAuthorityRequest>().RunAsync(one.User, form, Cancel)).Request!.Value;
        await store.RunJobsAsync();
        await using var desk = await RightsPages.OpenAsync(store, two);
        var page = desk.Render<AuthorityPage>(with => with.Add(page => page.Id, id));
        page.WaitForElement("section .btn.danger-line");

        page.FindAll("button").Single(button => button.TextContent.Trim() == "Agree").Click();

        var asked = page.WaitForElement("dialog .kv").TextContent;
        Assert.All(["Northshire Police", "Notice 4711 under section 61", AccountNumber.Of(ada.Account), "Tue 24 Nov 2026", "Name"], said => Assert.Contains(said, asked, StringComparison.Ordinal));
        Assert.Equal(AuthorityState.Asked, (await store.Get<AuthorityDesk>().ReadAsync(two.User, id, Cancel))!.Line.Request.State);
        page.Find("dialog footer .btn:last-child").Click();
        page.WaitForAssertion(() => Assert.Contains("Ready to hand over", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("dialog .kv"));
    }
}
