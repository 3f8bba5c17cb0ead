using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Rights.Copies;
using SmsViro.Core.Rights.Copies.Archive;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Imports;

/// <summary>Why an archive is not taken.</summary>
public enum ImportRefusal
{
    /// <summary>The account is being erased or is gone.</summary>
    AccountClosed = 1,

    /// <summary>Its data is only kept at the moment (GDPR Article 18).</summary>
    Restricted,

    /// <summary>It holds messages, drafts, replies or opt-outs of its own, which would be mixed up with what comes.</summary>
    NotEmpty,

    /// <summary>One is coming in, or stopped on the way and waits to go on.</summary>
    UnderWay,

    /// <summary>This very archive is in already.</summary>
    AlreadyIn,

    TooLarge,

    /// <summary>Another archive is being judged; one at a time is.</summary>
    OneIsChecked,

    /// <summary>She brought <see cref="OfferArchive.MostInADay"/> within a day already.</summary>
    Often,

    /// <summary>It is not whole, not one of ours in form, not safe to open, or a row of it says what cannot be; a sentence says which.</summary>
    NotSound,

    /// <summary>Her password was not typed in the last five minutes.</summary>
    NotConfirmed,

    /// <summary>There is no such archive of hers that waits.</summary>
    None,
}

/// <summary>The archive that waits for a yes; or why it was not taken, with a sentence where it is not sound.</summary>
public readonly record struct OfferAnswer(Guid? Import, ImportRefusal? Refusal, string? Sentence = null);

/// <summary>
/// Takes an archive and shows what would come in, before anything does: (1) may this account take one at all (2) keep the file, sealed (3) is it whole (4) would every
/// slice take its rows (5) lay it before its owner. Whatever is wrong with it, nothing is written and nothing of it stays. To judge one is the work of minutes at a
/// stranger's wish, so a process judges one at a time and a person brings a few a day.
/// </summary>
public sealed class OfferArchive(
    WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, ReadArchive read, IEnumerable<IArchivePart> parts, DataMap map, ImportFolder folder, Vault vault, TimeProvider clock) : IDisposable
{
    /// <summary>Of one person, whatever became of them.</summary>
    public const int MostInADay = 10;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly FewTries _brought = new(clock, MostInADay, TimeSpan.FromDays(1));
    private readonly SemaphoreSlim _judging = new(1, 1);

    /// <param name="person">Whose account.</param>
    /// <param name="archive">The file as it arrives; it is read once.</param>
    /// <param name="cancel">Ends the work; nothing stays.</param>
    public async Task<OfferAnswer> RunAsync(SignedIn person, Stream archive, CancellationToken cancel)
    {
        // :: Step 1: may this account take one at all
        var now = clock.GetUtcNow();
        var subject = new DataSubject(person.Customer.User, person.Customer.Account);
        await using (var db = await contexts.CreateDbContextAsync(cancel))
            if (ImportGuard.Refusal(db, subject, parts) is { } refusal) return new OfferAnswer(null, refusal);

        // Before she waits for a file to arrive that nobody would look at.
        if (_judging.CurrentCount == 0) return new OfferAnswer(null, ImportRefusal.OneIsChecked);
        if (!_brought.TryTake(subject.User.ToString())) return new OfferAnswer(null, ImportRefusal.Often);

        // :: Step 2: keep the file, sealed
        var id = Guid.CreateVersion7(now);
        if (await folder.WriteAsync(id, archive, cancel) is not var (length, digest)) return new OfferAnswer(null, ImportRefusal.TooLarge);

        try
        {
            // :: Steps 3 and 4: is it whole, and would every slice take its rows
            if (await JudgeAsync(id, subject, now, length, cancel) is not { } judged)
            {
                await folder.ForgetAsync(id, CancellationToken.None);
                return new OfferAnswer(null, ImportRefusal.OneIsChecked);
            }

            // :: Step 5: lay it before its owner
            var box = await vault.OpenAsync(Scope.User(subject.User), cancel);
            var import = ImportOf(id, subject, now, judged, box, length, digest);
            var replaced = new List<Guid>();
            cancel.ThrowIfCancellationRequested();
            var late = await writes.RunAsync(
                db =>
                {
                    replaced.Clear();
                    if (ImportGuard.Refusal(db, subject, parts) is { } refusal) return refusal;
                    if (db.ArchiveImports.Any(other => other.UserId == subject.User && other.State == ImportState.Done && other.Digest == digest)) return ImportRefusal.AlreadyIn;

                    // The last one that was brought counts.
                    foreach (var other in db.ArchiveImports.Where(other => other.UserId == subject.User && other.State == ImportState.Offered).ToList())
                    {
                        replaced.Add(other.Id);
                        db.ImportSections.RemoveRange(db.ImportSections.Where(section => section.ImportId == other.Id));
                        db.ArchiveImports.Remove(other);
                    }

                    db.ArchiveImports.Add(import());
                    db.ImportSections.AddRange(SectionsOf(id, subject, now, judged.Rows));
                    return (ImportRefusal?)null;
                },
                refused => refused is null,
                CancellationToken.None);

            // It lies before its owner: who leaves now must not end it half.
            if (late is null)
            {
                foreach (var other in replaced) await folder.ForgetAsync(other, CancellationToken.None);
                return new OfferAnswer(id, null);
            }

            await folder.ForgetAsync(id, CancellationToken.None);
            return new OfferAnswer(null, late);
        }
        catch (Exception unsound) when (unsound is ArchiveException or ImportException)
        {
            await folder.ForgetAsync(id, CancellationToken.None);
            return new OfferAnswer(null, ImportRefusal.NotSound, unsound.Message);
        }
        catch
        {
            await folder.ForgetAsync(id, CancellationToken.None);
            throw;
        }
    }

    public void Dispose() => _judging.Dispose();

    // Null when its turn does not come.
    private async Task<Judged?> JudgeAsync(Guid id, DataSubject subject, DateTimeOffset now, long length, CancellationToken cancel)
    {
        if (!await _judging.WaitAsync(LongestWait, cancel)) return null;

        try
        {
            // :: Step 3: is it whole
            var open = await folder.OpenAsync(id, length, cancel);
            ArchiveContent content;
            await using (var file = open()) content = await read.RunAsync(file, null, cancel, ArchiveImport.MostUnfolded, ArchiveImport.MostFiles);
            if (content.Rows > ArchiveImport.MostRows) throw new ArchiveException($"It has more than {ArchiveImport.MostRows:N0} rows.");

            // :: Step 4: would every slice take its rows
            var rows = await ArchiveRows.OpenAsync(open, cancel);
            var import = new Import(id, subject, now, section => rows.OfAsync(section, cancel));
            var steps = 0;
            foreach (var part in parts)
                await foreach (var _ in part.StepsAsync(import, cancel)) steps++;
            return new Judged(content, rows, steps);
        }
        finally
        {
            _judging.Release();
        }
    }

    private Func<ArchiveImport> ImportOf(Guid id, DataSubject subject, DateTimeOffset now, Judged judged, Box box, long length, byte[] digest)
    {
        var (content, rows, steps) = judged;
        var carried = parts.SelectMany(part => part.Files).ToHashSet(StringComparer.Ordinal);
        var reference = box.Seal(ArchiveImport.ReferenceField, id, content.Reference.Length > 40 ? content.Reference[..40] : content.Reference);
        return () => new ArchiveImport
        {
            Id = id,
            UserId = subject.User,
            AccountId = subject.Account,
            Reference = reference,
            MadeAt = content.Generated.ToUniversalTime(),
            IsOurs = content.Signature is SignatureVerdict.Genuine,
            AskedAt = now,
            Digest = digest,
            Bytes = length,
            Steps = steps,
            Declared = content.Declared,
            Carried = rows.Columns.Count(column => column.IsExported && carried.Contains(column.Section!)),
            Behind = rows.Columns.Count(column => column.IsExported && !carried.Contains(column.Section!)),
        };
    }

    private IEnumerable<ImportSection> SectionsOf(Guid id, DataSubject subject, DateTimeOffset now, ArchiveRows rows)
    {
        var known = map.Tables.Select(table => table.File.Name).ToHashSet(StringComparer.Ordinal);
        return from file in rows.Files
               group file by (rows.SectionOf(file) is var name && known.Contains(name) ? name : ImportWords.Other) into section
               select new ImportSection { ImportId = id, Name = section.Key, UserId = subject.User, AskedAt = now, Rows = section.Sum(file => file.Rows ?? 0) };
    }

    private sealed record Judged(ArchiveContent Content, ArchiveRows Rows, int Steps);
}
