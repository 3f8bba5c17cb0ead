using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Rectifying;

/// <summary>A correction opened for its reader; null where it cannot be read.</summary>
public sealed record CorrectionView(Guid Request, DetailKind? Detail, DateTimeOffset At, string? Was, string? Is)
{
    // A record prints its members; this one would print a person into a log.
    public override string ToString() => "correction";
}

/// <summary>A recipient's task; <paramref name="How"/> is null until they were told.</summary>
public sealed record RecipientTaskView(Guid Id, string Recipient, DateTimeOffset? ToldAt, string? How);

/// <summary>Shows corrections made by staff, and who was told of them.</summary>
public sealed class ReadCorrections(IDbContextFactory<PortalDbContext> contexts, Vault vault)
{
    private const int MostShown = 100;

    /// <summary>All of hers, newest first.</summary>
    public async Task<IReadOnlyList<CorrectionView>> OfAsync(Customer customer, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Corrections.AsNoTracking().Where(row => row.UserId == customer.User).OrderByDescending(row => row.At).Take(MostShown).ToListAsync(cancel);
        var views = new List<CorrectionView>();
        foreach (var row in rows)
        {
            var box = await vault.FindAsync(Scope.Request(row.RequestId), cancel);
            views.Add(new CorrectionView(
                row.RequestId, row.Detail, row.At, row.Was is { } was ? box.Open(RequestFields.CorrectionWas, row.Id, was).Text : null, box.Open(RequestFields.CorrectionIs, row.Id, row.Is).Text));
        }

        return views;
    }

    /// <summary>Who is to be told of the corrections of one request.</summary>
    public async Task<IReadOnlyList<RecipientTaskView>> TasksAsync(Guid request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.RecipientTasks.AsNoTracking().Where(task => task.RequestId == request).OrderBy(task => task.Recipient).ToListAsync(cancel);
        var box = await vault.FindAsync(Scope.Request(request), cancel);
        return [.. rows.Select(task => new RecipientTaskView(task.Id, task.Recipient, task.ToldAt, task.How is { } how ? box.Open(RequestFields.ToldHow, task.Id, how).Text : null))];
    }
}
