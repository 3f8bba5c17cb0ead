using System.Globalization;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
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

/// <summary>The opened copy and its name, which holds nothing personal; or why not.</summary>
public sealed record Download(Stream? Content, string FileName, long Bytes, DownloadRefusal? Refusal)
{
    public static implicit operator Download(DownloadRefusal refusal) => new(null, "", 0, refusal);

    public static Download FromDownloadRefusal(DownloadRefusal refusal) => refusal;
}

/// <summary>Hands a finished copy to its owner, counting and recording it before the first byte. Her password is asked again before.</summary>
public sealed class DownloadCopy(WriteQueue writes, StepUp stepUp, AuditTrail trail, CopyFolder folder, NoteForeignId foreign, TimeProvider clock)
{
    public async Task<Download> RunAsync(SignedIn person, Guid id, CancellationToken cancel)
    {
        if (!await stepUp.IsFreshAsync(person, cancel)) return DownloadRefusal.NotConfirmed;

        var customer = person.Customer;
        var now = clock.GetUtcNow();
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

        return await folder.OpenAsync(copy!, cancel) is { } content
            ? new Download(content, NameOf(copy!, reference), copy!.Bytes, null)
            : DownloadRefusal.Gone;
    }

    // smsviro-A-2026-0001.pdf, smsviro-export-P-2026-0002-2026-11-24.zip
    private static string NameOf(CopyFile copy, string reference) => copy.Content is CopyContent.Paper
        ? $"smsviro-{reference}.pdf"
        : string.Create(CultureInfo.InvariantCulture, $"smsviro-export-{reference}-{copy.ReadyAt!.Value.UtcDateTime:yyyy-MM-dd}.zip");
}
