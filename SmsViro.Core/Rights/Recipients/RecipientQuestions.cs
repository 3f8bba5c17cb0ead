using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>A question as the sender it is for reads it.</summary>
public sealed record QuestionLine(RecipientRequest Request, PhoneNumber? Number, string? Note, string? Answer, bool IsOverdue)
{
    /// <summary>When whoever asks had the number erased since; null while nothing was. An erasure reaches back as far as the number was surely theirs then, so older messages may still hold it.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>What people asked a sender about their own data: he is its controller, and the clock is his.</summary>
public sealed class RecipientQuestions(IDbContextFactory<PortalDbContext> contexts, Vault vault, RightsOptions options, TimeProvider clock)
{
    private const int MostShown = 100;

    /// <summary>Open ones first, nearest due date first.</summary>
    public async Task<IReadOnlyList<QuestionLine>> RunAsync(Customer customer, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), options.SeatZone).DateTime);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var requests = await db.RecipientRequests.AsNoTracking()
            .Where(request => request.AccountId == customer.Account && request.Kind == RecipientRequestKind.Question)
            .OrderBy(request => request.State == RecipientRequestState.Answered).ThenBy(request => request.DueOn).ThenBy(request => request.ReceivedAt).Take(MostShown).ToListAsync(cancel);

        var asked = requests.Select(request => request.NumberIndex).OfType<long>().Distinct().ToList();
        var erasures = await db.RecipientRequests.AsNoTracking()
            .Where(request => request.Kind == RecipientRequestKind.Erasure && request.State == RecipientRequestState.Answered && (request.AccountId == null || request.AccountId == customer.Account)
                && request.NumberIndex != null && asked.Contains(request.NumberIndex.Value)).ToListAsync(cancel);
        var lines = new List<QuestionLine>();
        foreach (var request in requests)
        {
            var box = await vault.FindAsync(Scope.Request(request.Id), cancel);
            string? Opened(Field field, Sealed? value) => value is { } closed ? box.Open(field, request.Id, closed).Text : null;
            lines.Add(new QuestionLine(
                request,
                Opened(RecipientFields.RequestNumber, request.Number) is { } e164 ? PhoneNumber.FromE164(e164) : null,
                Opened(RecipientFields.Note, request.Note),
                Opened(RecipientFields.Answer, request.Answer),
                !request.HasEnded && request.DueOn < today)
            {
                ErasedAt = erasures.Where(erasure => erasure.NumberIndex == request.NumberIndex && erasure.AnsweredAt > request.ReceivedAt).Max(erasure => erasure.AnsweredAt),
            });
        }

        return lines;
    }
}
