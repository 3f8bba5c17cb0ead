using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Messaging;

internal sealed class MessagingActivities : ActivityBook
{
    private const string Operator = $"The mobile operator that delivers the message: {SharedWith.Fields}";

    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "messaging",
            Purpose = "Deliver the messages you send and show you what became of them",
            Basis = LawfulBasis.Contract,
            Uses = [Category.MessageContent, Category.Recipients, Category.Traffic, Category.Replies],
            Retention = "Texts and numbers as many days as you choose, 30 unless you change it; the text of a one-time code until its last receipt, or 3 days after an operator was given it where none comes; drafts 90 days after you last changed them; states, times and prices while you have an account",
            Recipients = [Operator, "Whoever proves a number you wrote to: your company, or your name where you gave none, and when you wrote"],
        },
        new()
        {
            Id = "messaging-recipients",
            Purpose = "Bring recipients what a customer of ours addressed to their number, and the customer their replies",
            Basis = LawfulBasis.LegitimateInterests,
            About = [Whose.Recipients],
            Interest = "our customer wants to reach the number, and we want to do what we are paid for; number, text and outcome are used for that alone, nobody is profiled, and one word ends it",
            Objection = "A recipient objects by answering STOP or on the page for recipients: from then on nothing of that sender is sent to the number, or nothing at all where every text is stopped",
            Uses = [Category.MessageContent, Category.Recipients, Category.Traffic, Category.Replies],
            Retention = "Texts and numbers as many days as the sender chooses, 30 unless they choose otherwise; the text of a one-time code until its last receipt, or 3 days after an operator was given it where none comes; states, times and prices, without the number, while the sender has an account",
            Recipients = [Operator, "The customer who wrote: the reply, and what became of the message"],
        },
        new()
        {
            Id = "opt-outs",
            Purpose = "Keep silent towards people who asked not to be texted",
            Basis = LawfulBasis.LegalObligation,
            About = [Whose.Recipients, Whose.Customers],
            Uses = [Category.OptOuts],
            Retention = "While the sender has an account; for a stop of every text, until it is undone",
        },
    ];
}
