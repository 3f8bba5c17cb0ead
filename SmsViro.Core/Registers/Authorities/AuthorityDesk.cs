using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>One request on the list.</summary>
/// <param name="Request">Its row.</param>
/// <param name="Authority">Who asks; null when it cannot be read.</param>
/// <param name="IsSilent">True while the person concerned may not know.</param>
public sealed record AuthorityLine(AuthorityRequest Request, string? Authority, bool IsSilent);

/// <summary>One request as its page shows it.</summary>
/// <param name="Line">Its row and state.</param>
/// <param name="Basis">The law and the order.</param>
/// <param name="Number">The number asked about; null for a customer.</param>
/// <param name="SilenceReason">Why it is kept from the person.</param>
/// <param name="Fields">What leaves, a line a table.</param>
/// <param name="Concerned">How many accounts it concerns.</param>
/// <param name="Steps">What happened, oldest first.</param>
/// <param name="IsWhole">Whether no step was changed or taken away.</param>
/// <param name="AgainUntil">Until when whoever took the extract may take it again; null before it was taken and once its key is destroyed.</param>
public sealed record AuthorityView(
    AuthorityLine Line, string? Basis, string? Number, string? SilenceReason, IReadOnlyList<string> Fields, int Concerned, IReadOnlyList<AuthorityStep> Steps, bool IsWhole, DateTimeOffset? AgainUntil);

/// <summary>Reads the register of authorities' requests; for staff alone, and each opened request says who opened it.</summary>
public sealed class AuthorityDesk(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes, Vault vault, ExtractFields fields, RightsOptions options, TimeProvider clock)
{
    /// <summary>Raised after every act at the register.</summary>
    public const string Topic = "registers/authorities";

    private DateOnly Today => StatutoryClock.DayAt(clock.GetUtcNow(), options.SeatZone);

    /// <summary>Newest first; null for anybody but staff.</summary>
    public async Task<IReadOnlyList<AuthorityLine>?> ListAsync(UserId staff, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null) return null;

        var lines = new List<AuthorityLine>();
        foreach (var request in await db.AuthorityRequests.AsNoTracking().OrderByDescending(request => request.Id).ToListAsync(cancel)) lines.Add(await LineAsync(request, cancel));
        return lines;
    }

    /// <summary>Notes that she opens it, then opens it; null for anybody but staff and for what is not there.</summary>
    public async Task<AuthorityView?> OpenAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var noted = await writes.RunAsync(
            db =>
            {
                if (StaffAmong.RoleOf(db, staff) is null || !db.AuthorityRequests.Any(request => request.Id == id)) return false;

                AuthorityChain.Append(db, id, staff, AuthorityDeed.Opened, now);
                return true;
            },
            done => done,
            cancel);
        return noted ? await ReadAsync(staff, id, cancel) : null;
    }

    /// <summary>What an opened request says by now.</summary>
    public async Task<AuthorityView?> ReadAsync(UserId staff, Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await StaffAmong.RoleOfAsync(db, staff, cancel) is null || await db.AuthorityRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } request) return null;

        var box = await vault.FindAsync(Scope.Authority(id), cancel);
        string? Open(Field field, Sealed? closed) => closed is { IsEmpty: false } value ? box.Open(field, id, value).Text : null;
        var steps = await db.AuthoritySteps.AsNoTracking().Where(step => step.RequestId == id).OrderBy(step => step.Number).ToListAsync(cancel);
        return new AuthorityView(
            await LineAsync(request, cancel), Open(AuthorityFields.Basis, request.Basis), Open(AuthorityFields.Number, request.Number), Open(AuthorityFields.Silence, request.SilenceReason), fields.Say(request),
            await db.AuthoritySubjects.CountAsync(subject => subject.RequestId == id, cancel), steps, AuthorityChain.IsWhole(steps),
            await db.AuthorityExtracts.AnyAsync(extract => extract.Id == id, cancel) ? request.HandedOverAt + TakeExtract.Again : null);
    }

    private async Task<AuthorityLine> LineAsync(AuthorityRequest request, CancellationToken cancel) => new(
        request, (await vault.FindAsync(Scope.Authority(request.Id), cancel)).Open(AuthorityFields.Authority, request.Id, request.Authority).Text, request.IsSilent(Today));
}
