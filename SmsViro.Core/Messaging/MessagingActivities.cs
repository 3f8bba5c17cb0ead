using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Messaging;

internal sealed class MessagingActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "messaging",
            Purpose = "Deliver the messages you send and show you what became of them",
            Basis = LawfulBasis.Contract,
            Uses = [Category.MessageContent, Category.Recipients, Category.Traffic, Category.Replies],
            Retention = "Texts and numbers as many days as you choose, 30 unless you change it; drafts 90 days after you last changed them; states, times and prices while you have an account",
            Recipients = [$"The mobile operator that delivers the message: {SharedWith.Fields}"],
        },
        new()
        {
            Id = "opt-outs",
            Purpose = "Keep silent towards people who asked not to be texted",
            Basis = LawfulBasis.LegalObligation,
            Uses = [Category.OptOuts],
            Retention = "While the sender has an account; for a stop of every text, until it is undone",
        },
    ];
}
