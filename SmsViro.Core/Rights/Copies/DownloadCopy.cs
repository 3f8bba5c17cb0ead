using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Jobs;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Copies;

/// <summary>Why a copy is not handed out.</summary>
public enum DownloadRefusal
{
    /// <summary>There is no such copy of hers.</summary>
    None = 1,
    NotReady,

    /// <summary>Her password was not typed in the last five minutes.</summary>
    NotConfirmed,

    /// <summary>Seven days or five downloads are over.</summary>
    Gone,

    /// <summary>A password or an address changed in the last 72 hours; whoever did it might not be her.</summary>
    Held,
}

/// <summary>The opened copy, from its first byte; or why not.</summary>
/// <param name="Content">Null when it is refused.</param>
/// <param name="FileName">Holds nothing personal.</param>
/// <param name="Bytes">Of the whole file.</param>
/// <param name="Tag">What the same browser shows to take this download up again.</param>
/// <param name="IsResumed">True when it goes on with one that broke off.</param>
/// <param name="Refusal">Why it is not handed out.</param>
public sealed record Download(Stream? Content, string FileName, long Bytes, string Tag, bool IsResumed, DownloadRefusal? Refusal)
{
    public static implicit operator Download(DownloadRefusal refusal) => new(null, "", 0, "", false, refusal);

    public static Download FromDownloadRefusal(DownloadRefusal refusal) => refusal;
}

/// <summary>
/// Hands a finished copy to its owner, counting and recording it before the first byte. Her password is asked again before. A download that broke off goes on
/// uncounted in the session that began it, for half an hour: five bad connections must not cost her the copy.
/// </summary>
public sealed class DownloadCopy(WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, StepUp stepUp, AuditTrail trail, CopyFolder folder, NoteForeignId foreign, Signals signals, TimeProvider clock)
{
    /// <param name="person">Whose copy, and in which session.</param>
    /// <param name="id">Which.</param>
    /// <param name="tag">The tag of a download that broke off; null for one from the beginning.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async Task<Download> RunAsync(SignedIn person, Guid id, string? tag, CancellationToken cancel)
    {
        var customer = person.Customer;
        var now = clock.GetUtcNow();
        var isResumed = tag is not null && await MayGoOnAsync(person, id, tag, now, cancel);
        if (!isResumed && !await stepUp.IsFreshAsync(person, cancel)) return DownloadRefusal.NotConfirmed;

        var entry = await trail.DraftAsync(customer.User, customer.User, AuditDeed.DownloadedCopy, concerning: id, cancel: cancel);
        var (copy, reference, refusal) = await writes.RunAsync(
            db =>
            {
                var copy = db.CopyFiles.SingleOrDefault(copy => copy.Id == id && copy.UserId == customer.User);
                if (copy is null || db.PrivacyRequests.Find(id) is not { } request) return (null, "", DownloadRefusal.None);
                if (copy.State is CopyState.Preparing) return (null, "", DownloadRefusal.NotReady);
                if (CopyHold.Until(db, customer.User, now) is { } until)
                {
                    (copy.HeldUntil, copy.ExpiresAt) = (until, until + CopyFile.Life);
                    return (null, "", DownloadRefusal.Held);
                }

                if (isResumed && copy.State is CopyState.Ready && now < copy.ExpiresAt) return (copy, request.Reference, (DownloadRefusal?)null);
                if (!copy.MayBeDownloaded(now)) return (null, "", DownloadRefusal.Gone);

                copy.Downloads++;
                copy.LastDownloadAt = now;
                db.Tell(request, RequestStep.CopyDownloaded, now);
                AuditTrail.Append(db, entry, PortalRole.Customer);
                return ((CopyFile?)copy, request.Reference, (DownloadRefusal?)null);
            },
            answer => answer.Item3 is null or DownloadRefusal.Held,
            cancel);

        if (refusal is DownloadRefusal.None) await foreign.RunAsync(customer, id, cancel);
        if (refusal is { } no) return no;

        if (!isResumed) signals.Raise(JobQueue.Topic(id));
        return await folder.OpenAsync(copy!, cancel) is { } content
            ? new Download(content, NameOf(copy!, reference), copy!.Bytes, TagOf(copy!, person), isResumed, null)
            : DownloadRefusal.Gone;
    }

    private async Task<bool> MayGoOnAsync(SignedIn person, Guid id, string tag, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.CopyFiles.AsNoTracking().SingleOrDefaultAsync(copy => copy.Id == id && copy.UserId == person.Customer.User, cancel) is { LastDownloadAt: { } began } copy
            && now - began < CopyFile.Reading && tag == TagOf(copy, person);
    }

    // Of what only the browser that began has been shown: whoever has stolen a cookie cannot compute it, and the next download ends it.
    private static string TagOf(CopyFile copy, SignedIn person)
    {
        Span<byte> facts = stackalloc byte[40];
        copy.Id.TryWriteBytes(facts);
        person.Session.TryWriteBytes(facts[16..]);
        BinaryPrimitives.WriteInt64BigEndian(facts[32..], copy.LastDownloadAt!.Value.UtcTicks);
        return Convert.ToHexStringLower(SHA256.HashData(facts));
    }

    // smsviro-A-2026-0001.pdf, smsviro-export-P-2026-0002-2026-11-24.zip
    private static string NameOf(CopyFile copy, string reference) => copy.Content is CopyContent.Paper
        ? $"smsviro-{reference}.pdf"
        : string.Create(CultureInfo.InvariantCulture, $"smsviro-export-{reference}-{copy.ReadyAt!.Value.UtcDateTime:yyyy-MM-dd}.zip");
}
