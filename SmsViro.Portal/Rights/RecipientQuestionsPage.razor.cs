using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>What recipients ask a customer about their own data, and her answers.</summary>
public sealed partial class RecipientQuestionsPage(CurrentCustomer current, RecipientQuestions questions)
{
    private IReadOnlyList<QuestionLine>? _questions;

    protected override async Task OnInitializedAsync()
    {
        Listen(RecipientTopics.Questions((await current.RequireAsync(Closed)).Customer.Account));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => _questions = await questions.RunAsync((await current.RequireAsync(Closed)).Customer, Closed);
}
