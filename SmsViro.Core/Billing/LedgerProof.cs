using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Billing;

/// <summary>Recomputes every balance from its transfers; what the two do not agree on is unexplained, and the only right number is zero.</summary>
public sealed class LedgerProof(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public async Task<LedgerFinding> RunAsync(CancellationToken cancel)
    {
        await using var snapshot = await ReadSnapshot.OpenAsync(contexts, clock, cancel);
        var transfers = snapshot.Db.LedgerTransfers;
        var into = await (from transfer in transfers group transfer.Micros by new { transfer.AccountId, Pot = transfer.To } into sum select new { sum.Key, Micros = sum.Sum() })
            .ToListAsync(snapshot.Life);
        var outOf = await (from transfer in transfers group transfer.Micros by new { transfer.AccountId, Pot = transfer.From } into sum select new { sum.Key, Micros = sum.Sum() })
            .ToListAsync(snapshot.Life);
        var expected = into.Select(sum => (sum.Key.AccountId, sum.Key.Pot, sum.Micros))
            .Concat(outOf.Select(sum => (sum.Key.AccountId, sum.Key.Pot, Micros: -sum.Micros)))
            .GroupBy(sum => (sum.AccountId, sum.Pot), sum => sum.Micros).ToDictionary(sum => sum.Key, sum => sum.Sum());

        var balances = await snapshot.Db.Balances.ToListAsync(snapshot.Life);
        var unexplained = balances.Sum(balance =>
            Math.Abs(balance.Available - expected.GetValueOrDefault((balance.AccountId, Pot.Available)))
            + Math.Abs(balance.Held - expected.GetValueOrDefault((balance.AccountId, Pot.Held)))
            + Math.Abs(balance.Receivable - expected.GetValueOrDefault((balance.AccountId, Pot.Receivable))));
        return new LedgerFinding(balances.Count, unexplained);
    }
}

/// <summary>How many balances were recomputed, and by how many micros they differ from their transfers.</summary>
public sealed record LedgerFinding(int Balances, long UnexplainedMicros);
