using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Storage;

internal sealed class StorageStores : StoreBook
{
    public override IReadOnlyList<StoreDeclaration> Stores { get; } =
    [
        new()
        {
            Id = "database",
            Title = "Database",
            Holds = "The tables whose columns are declared one by one",
            Categories = Category.All,
            Protection = "Every text, number and address is sealed for its row, column and person; times, states and amounts are readable",
            OnErasure = "Keys destroyed, then each column by its own declaration; the write-ahead log is emptied",
            Retention = "By each table's own time",
            Files = ["portal.db", "portal.db-wal", "portal.db-shm"],
            AnswersAs = "Database",
        },
        new()
        {
            Id = "key-store",
            Title = "Store of wrapped keys",
            Holds = "Data keys, wrapped by a root key that is not here, under ids of ours; that a key was destroyed, and when",
            Protection = "Wrapped with AES-256 under a root key kept elsewhere",
            OnErasure = "The key is destroyed; that it was stays, so that no old copy brings it back",
            Retention = "Keys as long as what they open",
            Files = ["keys.db", "keys.db-wal", "keys.db-shm"],
        },
        new()
        {
            Id = "working-files",
            Title = "Working files",
            Holds = "The lock that lets one portal use the folder; in a demo, the passwords of its made-up people, without a name",
            Protection = "Readable by the portal's own user alone",
            OnErasure = "Nothing of a person is in them",
            Retention = "As long as the folder",
            Files = ["portal.lock", "demo-passwords.json"],
        },
        new()
        {
            Id = "log",
            Title = "Log",
            Holds = "What the portal did, with ids of ours and counts; no text, number, address or name, and no address of a machine",
            Protection = "Written to the standard output of the process; whoever runs it keeps it",
            OnErasure = "Nothing of a person is in it; an id leads to nobody once the person\u2019s row is gone",
            Retention = "As long as whoever runs the portal keeps its output: 30 days, by the operations guide",
        },
    ];
}
