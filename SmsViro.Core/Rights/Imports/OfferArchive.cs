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
/// slice take its rows (5) lay it before its owner. Whatever is wrong with it, nothing is written and nothing of it stays.
/// </summary>
public sealed class OfferArchive(
    WriteQueue writes, IDbContextFactory<PortalDbContext> contexts, ReadArchive read, IEnumerable<IArchivePart> parts, DataMap map, ImportFolder folder, Vault vault, TimeProvider clock)
{
    // What 256 MiB of rows unfold to at the ratio JSON has, several times over.
    private const long MostUnfolded = 8L << 30;

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

        // :: Step 2: keep the file, sealed
        var id = Guid.CreateVersion7(now);
        if (await folder.WriteAsync(id, archive, cancel) is not var (length, digest)) return new OfferAnswer(null, ImportRefusal.TooLarge);

        try
        {
            // :: Step 3: is it whole
            var open = await folder.OpenAsync(id, length, cancel);
            ArchiveContent content;
            await using (var file = open()) content = await read.RunAsync(file, null, cancel, MostUnfolded);
            if (content.Rows > ArchiveImport.MostRows) throw new ArchiveException($"It has more than {ArchiveImport.MostRows:N0} rows.");

            // :: Step 4: would every slice take its rows
            var rows = await ArchiveRows.OpenAsync(open, cancel);
            var steps = await JudgeAsync(new Import(id, subject, now, section => rows.OfAsync(section, cancel)), cancel);

            // :: Step 5: lay it before its owner
            var box = await vault.OpenAsync(Scope.User(subject.User), cancel);
            var import = ImportOf(id, subject, now, content, rows, steps, box, length, digest);
            var replaced = new List<Guid>();
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
                    db.ImportSections.AddRange(SectionsOf(id, subject, rows));
                    return (ImportRefusal?)null;
                },
                refused => refused is null,
                cancel);
            foreach (var other in replaced) await folder.ForgetAsync(other, cancel);
            if (late is null) return new OfferAnswer(id, null);

            await folder.ForgetAsync(id, cancel);
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

    private async Task<int> JudgeAsync(Import import, CancellationToken cancel)
    {
        var steps = 0;
        foreach (var part in parts)
            await foreach (var _ in part.StepsAsync(import, cancel)) steps++;
        return steps;
    }

    private Func<ArchiveImport> ImportOf(Guid id, DataSubject subject, DateTimeOffset now, ArchiveContent content, ArchiveRows rows, int steps, Box box, long length, byte[] digest)
    {
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

    private IEnumerable<ImportSection> SectionsOf(Guid id, DataSubject subject, ArchiveRows rows)
    {
        var known = map.Tables.Select(table => table.File.Name).ToHashSet(StringComparer.Ordinal);
        return from file in rows.Files
               group file by (rows.SectionOf(file) is var name && known.Contains(name) ? name : ImportWords.Other) into section
               select new ImportSection { ImportId = id, Name = section.Key, UserId = subject.User, Rows = section.Sum(file => file.Rows ?? 0) };
    }
}
