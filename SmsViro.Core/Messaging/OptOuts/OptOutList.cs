using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging.OptOuts;

/// <summary>One opt-out as its owner sees it; the number is there when it could be read and was not erased by its holder.</summary>
public sealed record OptOutLine(Guid Id, RecipientNumber Number, DateTimeOffset Since, OptOutHow How);

/// <summary>The people who must not be texted, newest first.</summary>
public sealed class OptOutList(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    /// <summary>One page of them, from 0, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<OptOutLine> Lines, int All)> RunAsync(Customer customer, int page, int size, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var all = db.OptOuts.AsNoTracking().Where(optOut => optOut.AccountId == customer.Account);
        var rows = await all.OrderByDescending(optOut => optOut.Since).ThenBy(optOut => optOut.Id).Skip(page * size).Take(size).ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.Account(customer.Account), cancel);
        return ([.. rows.Select(row => LineOf(row, box))], await all.CountAsync(cancel));
    }

    /// <summary>All of them, one after the other, for a file.</summary>
    public async IAsyncEnumerable<OptOutLine> AllAsync(Customer customer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var box = await vault.FindAsync(Scope.Account(customer.Account), cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await foreach (var row in db.OptOuts.AsNoTracking().Where(optOut => optOut.AccountId == customer.Account).OrderByDescending(optOut => optOut.Since).AsAsyncEnumerable().WithCancellation(cancel))
            yield return LineOf(row, box);
    }

    private static OptOutLine LineOf(OptOut row, Box box) =>
        new(row.Id, row.Number is { } number ? RecipientNumber.Of(box.Open(MessagingFields.OptOutNumber, row.Id, number)) : new RecipientNumber(OpenStatus.Erased, null), row.Since, row.How);
}
