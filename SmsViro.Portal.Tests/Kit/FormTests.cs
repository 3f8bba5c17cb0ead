using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Tests.Kit;

public sealed class FormTests : BunitContext
{
    [Fact]
    public async Task A_form_is_sent_once_while_its_answer_is_awaited_and_not_while_the_page_does_something_else()
    {
        var (sent, answer) = (0, new TaskCompletionSource());
        var form = Render<SvForm>(with => with.Add(f => f.Model, new object()).Add(f => f.OnSubmit, () =>
        {
            sent++;
            return answer.Task;
        }));

        var first = form.Find("form").SubmitAsync();
        await form.Find("form").SubmitAsync();
        Assert.Equal(1, sent);

        answer.SetResult();
        await first;
        await form.Find("form").SubmitAsync();
        Assert.Equal(2, sent);

        form.Render(with => with.Add(f => f.Busy, true));
        await form.Find("form").SubmitAsync();
        Assert.Equal(2, sent);
    }

    [Fact]
    public async Task One_whose_answer_leads_on_is_not_sent_again_while_its_page_still_stands()
    {
        var (sent, navigation) = (0, Services.GetRequiredService<NavigationManager>());
        var form = Render<SvForm>(with => with.Add(f => f.Model, new object()).Add(f => f.OnSubmit, () =>
        {
            sent++;
            navigation.NavigateTo("what-was-made");
        }));

        await form.Find("form").SubmitAsync();
        await form.Find("form").SubmitAsync();

        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task What_fails_can_be_sent_again()
    {
        var sent = 0;
        var form = Render<SvForm>(with => with.Add(f => f.Model, new object()).Add(f => f.OnSubmit, () => sent++ == 0 ? Task.FromException(new TimeoutException()) : Task.CompletedTask));

        await Assert.ThrowsAsync<TimeoutException>(() => form.Find("form").SubmitAsync());
        await form.Find("form").SubmitAsync();

        Assert.Equal(2, sent);
    }
}
