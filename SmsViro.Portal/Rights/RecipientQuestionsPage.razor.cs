using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>What recipients ask a customer about their own data, and her answers.</summary>
public sealed partial class RecipientQuestionsPage(CurrentCustomer current, RecipientQuestions questions, AnswerRecipient answer, Toasts toasts)
{
    private IReadOnlyList<QuestionLine>? _questions;
    private Guid _wrong;
    private string? _error;
    private bool _busy;

    private string? Draft { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Listen(RecipientTopics.Questions((await current.RequireAsync(Closed)).Customer.Account));
        await ReadAsync();
    }

    protected override async Task ReadAsync() => _questions = await questions.RunAsync((await current.RequireAsync(Closed)).Customer, Closed);

    private async Task AnswerAsync(Guid request)
    {
        (_busy, _wrong) = (true, request);
        try
        {
            var refusal = await answer.RunAsync((await current.RequireAsync(Closed)).Customer, request, Draft ?? "", Closed);
            _error = refusal switch
            {
                AnswerRefusal.Length => "Write from 10 to 4,000 characters",
                AnswerRefusal.NotOpen => "This question was answered already",
                _ => null,
            };
            if (refusal is not null) return;

            Draft = null;
            toasts.Show(Tone.Good, "Answered. They read it when they prove their number again");
            await ReadAsync();
        }
        catch (StorageUnavailableException)
        {
            _error = "It could not be saved just now. Try again in a minute";
        }
        finally
        {
            _busy = false;
        }
    }
}
