using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Notices;

internal sealed class NoticesStores : StoreBook
{
    public override IReadOnlyList<StoreDeclaration> Stores { get; } =
    [
        new()
        {
            Id = "mail-folder",
            Title = "Development mail folder",
            Holds = "Letters as files, where no mail server is set up: for development alone",
            Categories = [Category.Notices, Category.Profile],
            Protection = "Readable by the portal's own user alone; not sealed",
            OnErasure = "Deleted",
            Retention = "As long as the folder; a portal that serves people sends its mail instead",
            Files = ["mail/*"],
            AnswersAs = "Development mail folder",
        },
    ];
}
