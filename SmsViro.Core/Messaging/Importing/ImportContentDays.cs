using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Messaging.Keeping;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;

namespace SmsViro.Core.Messaging.Importing;

/// <summary>Brings in how long texts and numbers are kept, before any of them: they come in under this choice.</summary>
internal sealed class ImportContentDays : IArchivePart
{
    public IReadOnlyList<string> Files { get; } = ["content-setting"];

    public string? Changed => null;

    public bool IsEmpty(DbContext db, DataSubject subject) => true;

    public async IAsyncEnumerable<ImportStep> StepsAsync(Import import, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in import.Rows("content-setting").WithCancellation(cancel))
        {
            var (days, changed) = (row.Count("days"), row.InstantOf("changedAt", import.Since));
            if (!ContentDays.All.Contains(days)) throw row.Flaw("days", "is none of the choices there are");

            yield return new ImportStep(
                "content-setting", 1, 0,
                _ => new(db =>
                {
                    if (db.Set<ContentSetting>().Find(import.Subject.Account) is { } setting) (setting.Days, setting.ChangedAt) = (days, changed);
                    else db.Add(new ContentSetting { AccountId = import.Subject.Account, Days = days, ChangedAt = changed });
                }));
        }
    }
}
