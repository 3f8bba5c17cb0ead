using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Rectifying;

/// <summary>A correction opened for its reader; null where it cannot be read.</summary>
public sealed record CorrectionView(Guid Request, DetailKind? Detail, DateTimeOffset At, string? Was, string? Is)
{
    /// <summary>The kind of data that a statement stands beside; null for a detail.</summary>
    public Category? Beside { get; init; }

    /// <summary>True where it stands beside one entry of it.</summary>
    public bool IsOfOne { get; init; }

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
        return await ViewsAsync(db.Corrections.Where(row => row.UserId == customer.User), cancel);
    }

    /// <summary>Her statements beside records of these kinds, whichever entry they are about.</summary>
    public async Task<IReadOnlyList<CorrectionView>> BesideAsync(Customer customer, Category category, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await ViewsAsync(db.Corrections.Where(row => row.UserId == customer.User && row.Category == category.Id), cancel);
    }

    /// <summary>Her statements beside one message of hers, its delivery, or the text it shares with others of its batch.</summary>
    public async Task<IReadOnlyList<CorrectionView>> BesideAsync(Customer customer, MessageId message, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.MessageBatches.Where(batch => batch.Id == message.Batch && batch.AccountId == customer.Account).Select(batch => (long?)batch.No).SingleOrDefaultAsync(cancel) is not { } no) return [];

        var (batchKey, key) = (no.ToString(CultureInfo.InvariantCulture), Message.RowOf(no, message.Ordinal).ToString(CultureInfo.InvariantCulture));
        string[] ofMessage = [nameof(Message), nameof(Delivery)];
        return await ViewsAsync(
            db.Corrections.Where(row => row.UserId == customer.User && ((ofMessage.Contains(row.Table) && row.Row == key) || (row.Table == nameof(MessageBatch) && row.Row == batchKey))), cancel);
    }

    private async Task<IReadOnlyList<CorrectionView>> ViewsAsync(IQueryable<Correction> corrections, CancellationToken cancel)
    {
        var rows = await corrections.AsNoTracking().OrderByDescending(row => row.At).Take(MostShown).ToListAsync(cancel);
        var views = new List<CorrectionView>();
        foreach (var row in rows)
        {
            var box = await vault.FindAsync(Scope.Request(row.RequestId), cancel);
            views.Add(new CorrectionView(
                row.RequestId, row.Detail, row.At, row.Was is { } was ? box.Open(RequestFields.CorrectionWas, row.Id, was).Text : null, box.Open(RequestFields.CorrectionIs, row.Id, row.Is).Text)
            {
                Beside = Category.All.FirstOrDefault(category => category.Id == row.Category),
                IsOfOne = row.Row is not null,
            });
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
