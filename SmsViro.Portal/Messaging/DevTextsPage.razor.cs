using Microsoft.AspNetCore.Components;
using SmsViro.Core.Messaging;
using SmsViro.Core.Messaging.Carriers.Simulator;
using SmsViro.Core.Messaging.Dispatch;
using SmsViro.Core.Messaging.Text;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Messaging;

/// <summary>The phones of the simulated operator, for developers.</summary>
public sealed partial class DevTextsPage(EmbeddedOperator embedded, OperatorOptions options)
{
    private string? _error;

    [SupplyParameterFromForm]
    public AnswerForm Form { get; set; } = null!;

    private IReadOnlyList<SimulatedText> Texts => embedded.Simulator?.Phones?.Newest ?? [];

    protected override void OnInitialized() => Form ??= new();

    private void Answer()
    {
        if (!PhoneNumber.TryParse(Form.Phone, Country.UnitedKingdom, out var phone)) _error = "This is not a phone number";
        else if (Form.Text is { Length: > 0 and <= 80 } text && Segments.Count(text).Encoding is SmsEncoding.Gsm7) embedded.Simulator?.Answer(phone, options.Sender, text);
        else _error = "Write a text of one part without special characters";
    }

    public sealed class AnswerForm
    {
        public string? Phone { get; set; }

        public string? Text { get; set; }
    }
}
