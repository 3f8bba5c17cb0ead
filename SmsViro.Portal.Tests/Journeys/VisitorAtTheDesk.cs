using Microsoft.Playwright;

namespace SmsViro.Portal.Tests.Journeys;

/// <summary>What a member of staff does with other people's requests.</summary>
public sealed partial class Visitor
{
    /// <summary>Searches for a customer by the exact address.</summary>
    public async Task FindCustomerAsync(string email)
    {
        await OpenAsync(Urls.StaffCustomers);
        await Page.Locator("#who").FillAsync(email);
        await Button("Find").ClickAsync();
    }

    /// <summary>Opens a customer's request at the desk; the look is recorded.</summary>
    public async Task OpenRequestAsync(Guid request)
    {
        await OpenAsync(Urls.StaffRequest(request));
        await Assertions.Expect(Heading("What to do")).ToBeVisibleAsync();
    }

    /// <summary>Presses a button at the desk and waits until the page says that it is done.</summary>
    public async Task DoAtTheDeskAsync(string button, string state)
    {
        await Button(button).ClickAsync();
        await Assertions.Expect(Page.Locator(".page-head .tag")).ToHaveTextAsync(state);
    }

    /// <summary>Chooses what to write at the desk, by the words of the list.</summary>
    public Task WriteAboutAsync(string form) => Page.Locator("#form").SelectOptionAsync(new SelectOptionValue { Label = form });

    /// <summary>The id in the address of the page that is open.</summary>
    public Guid IdInAddress => Guid.Parse(new Uri(Page.Url).AbsolutePath.Split('/')[^1]);
}
