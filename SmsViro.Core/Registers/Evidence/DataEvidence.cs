using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Privacy;

namespace SmsViro.Core.Registers.Evidence;

/// <summary>What the register of columns shows against the database as it is: inventory, classes, masking.</summary>
internal sealed class DataEvidence(DataMap map) : IEvidenceSource
{
    public async Task<IReadOnlyList<ControlEvidence>> ReadAsync(EvidenceMoment moment, CancellationToken cancel)
    {
        var breaches = map.Breaches(moment.Db.Model);
        var undeclared = breaches.Count(breach => breach.EndsWith("declare it in its mapping.", StringComparison.Ordinal));
        var columns = map.Columns.ToList();
        var personal = columns.Where(column => column.IsPersonal).ToList();
        var texts = personal.Where(column => column.Class is DataClass.Sealed or DataClass.BlindIndex || (column.Class is DataClass.InClear && IsText(column.Type))).ToList();
        var masked = texts.Count(column => column.Class is not DataClass.InClear);
        var sights = map.Tables.SelectMany(table => table.Columns.Where(column => column.Class is DataClass.Sealed).Select(column => StaffMask.Of(table, column))).ToList();
        var restricted = await moment.Db.Restrictions.Where(row => row.LiftedAt == null).Select(row => row.AccountId).Distinct().CountAsync(cancel);
        return
        [
            new(
                Controls.Inventory,
                breaches.Count == 0 ? EvidenceState.Shown : EvidenceState.DoesNotHold,
                [
                    $"{EvidenceWords.Said(columns.Count, columns.Count + undeclared)} stored columns are declared, in {EvidenceWords.Said(map.Tables.Count)} tables",
                    $"{EvidenceWords.Said(map.Stores.Count)} places where data lies are described",
                    $"Digest of the register (SHA-256): {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LockFile.Write(map))))}",
                ]),
            new(
                Controls.Classification,
                breaches.Count == 0 ? EvidenceState.Shown : EvidenceState.DoesNotHold,
                [
                    $"{EvidenceWords.Said(personal.Count(column => column.Category is not null), personal.Count)} personal columns have a category",
                    $"Sealed {Of(DataClass.Sealed)}, keyed digests {Of(DataClass.BlindIndex)}, secret {Of(DataClass.Secret)}, readable for a stated reason {Of(DataClass.InClear)}, not personal {Of(DataClass.NotPersonal)}",
                ]),
            new(
                Controls.Masking,
                masked == texts.Count && sights.All(sight => sight is not StaffSight.AsStored) ? EvidenceState.Shown : EvidenceState.DoesNotHold,
                [
                    $"{EvidenceWords.Said(masked, texts.Count)} columns with texts, names, numbers or addresses are sealed or keyed digests",
                    $"{EvidenceWords.Said(sights.Count(sight => sight is not StaffSight.AsStored), sights.Count)} sealed columns are masked or left out where staff look at a customer",
                    $"{EvidenceWords.Said(columns.Count(LogRedaction.IsHidden))} columns are replaced by words wherever a log line would say them",
                    $"Accounts masked for our staff now: {EvidenceWords.Said(restricted)}",
                ]),
        ];

        string Of(DataClass kind) => EvidenceWords.Said(columns.Count(column => column.Class == kind));
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(byte[]) || (Nullable.GetUnderlyingType(type) ?? type) == typeof(Sealed);
}
