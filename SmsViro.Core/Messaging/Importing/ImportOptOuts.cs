using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.Messaging.OptOuts;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Messaging.Importing;

/// <summary>Brings opt-outs in, so that nobody who asked for silence is texted because her sender moved; their digests are computed anew under this account's key.</summary>
internal sealed class ImportOptOuts(Vault vault, Signals signals) : IArchivePart
{
    private const int RowsInStep = 250;

    public IReadOnlyList<string> Files { get; } = ["opt-out"];

    public string? Changed => "An opt-out whose number its holder had erased stays behind: the archive does not say who it was";

    public bool IsEmpty(DbContext db, DataSubject subject) => !db.Set<OptOut>().Any(optOut => optOut.AccountId == subject.Account);

    public async IAsyncEnumerable<ImportStep> StepsAsync(Import import, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var rows in import.Rows("opt-out").Chunk(RowsInStep).WithCancellation(cancel))
        {
            var known = (from row in rows
                         let number = row.Number("number")
                         where number is not null
                         select (number, row.InstantOf("since", import.Since), row.Word<OptOutHow>("how"))).ToList();
            yield return new ImportStep("opt-out", known.Count, rows.Length - known.Count, stop => SealAsync(import, known, stop));
        }
    }

    public void Tell(DataSubject subject) => OptOutRows.Tell(signals, subject.Account);

    private async ValueTask<Action<DbContext>> SealAsync(Import import, IReadOnlyList<(string Number, DateTimeOffset Since, OptOutHow How)> rows, CancellationToken cancel)
    {
        var account = import.Subject.Account;
        var index = await vault.IndexAsync(Scope.IndexOptOut(account), cancel);
        var box = await vault.OpenAsync(Scope.Account(account), cancel);
        var ready = rows.Select(row => (Row: row, Id: Guid.CreateVersion7(row.Since)))
            .Select(one => (one.Row, one.Id, Index: index.Compute64(MessagingFields.OptOutIndex, one.Row.Number), Number: box.Seal(MessagingFields.OptOutNumber, one.Id, one.Row.Number)))
            .DistinctBy(one => one.Index).ToList();
        return context =>
        {
            foreach (var one in ready)
                OptOutRows.Add((PortalDbContext)context, new OptOut { Id = one.Id, AccountId = account, NumberIndex = one.Index, Number = one.Number, Since = one.Row.Since, How = one.Row.How });
        };
    }
}
