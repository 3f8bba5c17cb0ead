using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Custody;

internal sealed class CustodyStores : StoreBook
{
    public override IReadOnlyList<StoreDeclaration> Stores { get; } =
    [
        new()
        {
            Id = "erasure-ledger",
            Title = "Erasure ledger",
            Holds = "For each erasure the ids of the keys it destroyed and of the rows it emptied, chained",
            Protection = "It names ids of ours and nobody; each line vouches for the one before it",
            OnErasure = "It grows by a line: a backup that is put back forgets again by it",
            Retention = "As long as a backup lives that a line is needed for, and with the trail's three years",
        },
        new()
        {
            Id = "backups",
            Title = "Backups",
            Holds = "Copies of the database and, apart from them, of the store of wrapped keys",
            Categories = Category.All,
            Protection = "Sealed as the database is; the keys lie in another place, their root keys in a third",
            OnErasure = "What they hold cannot be opened once the keys are gone from their own backups; a backup put back is erased again before it serves anybody",
            Retention = "Their days, by setting; the day on which the last one has forgotten is on every certificate",
        },
        new()
        {
            Id = "root-keys",
            Title = "Root keys",
            Holds = "The keys that wrap the keys; nothing of a person",
            Protection = "A folder for the portal's user alone, a hardware module, or a key service",
            OnErasure = "An epoch's root key is destroyed when nothing is wrapped by it any more",
            Retention = "One epoch and its grace",
        },
        new()
        {
            Id = "restore-mark",
            Title = "Mark of an unfinished restore",
            Holds = "That a restore is under way; nothing of a person",
            Protection = "None is needed",
            OnErasure = "Nothing of a person is in it",
            Retention = "Until the restore is done",
            Files = ["restore.unfinished"],
        },
    ];
}
