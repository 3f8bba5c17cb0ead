using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>What an authority received about a number, as its holder may know it.</summary>
/// <param name="Authority">Who.</param>
/// <param name="Basis">Under which law and order.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="At">When it was handed over.</param>
public sealed record NumberDisclosure(string Authority, string Basis, DateOnly From, DateOnly Until, DateTimeOffset At);

/// <summary>
/// Tells whoever proved a number what authorities received about it, once no silence keeps it from her, and only for days since the number was surely hers: what was asked
/// about its holder before her is not hers to know.
/// </summary>
public sealed class NumberDisclosures(IDbContextFactory<PortalDbContext> contexts, Vault vault, RightsOptions options, TimeProvider clock)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<NumberDisclosure>> OfAsync(ProvedNumber proved, CancellationToken cancel)
    {
        var today = StatutoryClock.DayAt(clock.GetUtcNow(), options.SeatZone);
        var since = DateOnly.FromDateTime(proved.From.UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var told = await db.AuthorityRequests.AsNoTracking()
            .Where(request => request.Target == AuthorityTarget.Number && request.State == AuthorityState.HandedOver && request.ClosedAt != null && request.From >= since)
            .OrderByDescending(request => request.HandedOverAt).ToListAsync(cancel);

        var hers = new List<NumberDisclosure>();
        foreach (var request in told.Where(request => !request.IsSilent(today)))
        {
            var box = await vault.FindAsync(Scope.Authority(request.Id), cancel);
            if (box.Open(AuthorityFields.Number, request.Id, request.Number!.Value).Text != proved.Number.E164) continue;

            hers.Add(new NumberDisclosure(
                box.Open(AuthorityFields.Authority, request.Id, request.Authority).Text ?? "cannot be read", box.Open(AuthorityFields.Basis, request.Id, request.Basis).Text ?? "cannot be read",
                request.From, request.Until, request.HandedOverAt!.Value));
        }

        return hers;
    }
}
