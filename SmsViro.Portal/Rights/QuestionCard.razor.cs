using System.Globalization;
using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Recipients;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Rights;

/// <summary>One question of a recipient, the sender's own messages to that number where she asks for them, and her answer.</summary>
public sealed partial class QuestionCard(CurrentCustomer current, AnswerRecipient answer, TextsAskedAbout find, Toasts toasts)
{
    private const int MostShown = 50;

    private IReadOnlyList<TrafficLine>? _texts;
    private string? _error;
    private bool _looking;
    private bool _busy;

    [Parameter, EditorRequired]
    public required QuestionLine Question { get; set; }

    private string? Draft { get; set; }

    private RecipientRequest Asked => Question.Request;

    private string Found => _texts!.Count switch
    {
        0 => "None of your messages holds this number.",
        1 => "One message of yours went to this number.",
        <= MostShown => $"{_texts.Count} messages of yours went to this number, the newest first.",
        var all => $"The newest {MostShown} of {all.ToString("N0", CultureInfo.InvariantCulture)} messages of yours to this number.",
    };

    protected override async Task OnInitializedAsync() => Listen(MessagingTopics.Messages((await current.RequireAsync(Closed)).Customer.Account));

    protected override async Task ReadAsync()
    {
        if (_texts is not null) await FindAsync();
    }

    private async Task LookAsync()
    {
        _looking = true;
        try
        {
            await FindAsync();
        }
        finally
        {
            _looking = false;
        }
    }

    private async Task FindAsync() => _texts = await find.RunAsync((await current.RequireAsync(Closed)).Customer, Asked.Id, Closed);

    private async Task AnswerAsync()
    {
        _busy = true;
        try
        {
            var refusal = await answer.RunAsync((await current.RequireAsync(Closed)).Customer, Asked.Id, Draft ?? "", Closed);
            _error = refusal switch
            {
                AnswerRefusal.Length => "Write from 10 to 4,000 characters",
                AnswerRefusal.NotOpen => "This question was answered already",
                _ => null,
            };
            if (refusal is null) toasts.Show(Tone.Good, "Answered. They read it when they prove their number again");
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
