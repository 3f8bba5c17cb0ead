using SmsViro.Core.Rights.Recipients;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>Says that recipients wait for this customer's answer; nothing when nobody does.</summary>
public sealed partial class RecipientQuestionsCard(CurrentCustomer current, RecipientQuestions questions)
{
    private int _open;
    private int _late;

    protected override async Task OnInitializedAsync()
    {
        var open = (await questions.RunAsync((await current.RequireAsync()).Customer, CancellationToken.None)).Where(question => !question.Request.HasEnded).ToList();
        (_open, _late) = (open.Count, open.Count(question => question.IsOverdue));
    }
}
