using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Registers.Partners;
using SmsViro.Core.Registers.Reviews;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>What is handed to other companies, and what binds them.</summary>
internal sealed class PartnerEvidence(Transfers transfers, PartnerRegister register) : IEvidenceSource
{
    public async Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var partners = transfers.Partners;
        var review = moment.Review(ReviewKind.SubProcessors);
        var handed = await moment.Db.MessageBatches.Where(batch => batch.BroughtInAt == null).SumAsync(batch => (long)batch.Sent, cancel);
        var inForce = partners.Count(partner => !register.HasEnded(partner));
        var state = inForce < partners.Count ? EvidenceState.Overdue
            : partners.Count > 0 && !review.IsOverdue ? EvidenceState.Shown
            : EvidenceWords.StateOf(review);
        return
        [
            new(
                Controls.Transfer,
                handed == 0 ? EvidenceState.NoneYet : EvidenceState.Shown,
                [
                    $"Messages an operator received, each with its operator and time: {EvidenceWords.Said(handed)}",
                    $"{EvidenceWords.Said(partners.Count(partner => partner.PlainBecause is null), partners.Count)} ways to other companies are encrypted; any other states its reason",
                ]),
            new(
                Controls.Partners,
                state,
                [
                    $"{EvidenceWords.Said(inForce, partners.Count)} agreements are in force{(partners.Count == 0 ? "" : $", the next ends on {EvidenceWords.Said(partners.Min(partner => partner.AgreementEndsOn))}")}",
                    EvidenceWords.Said(review),
                ]),
        ];
    }
}
