using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Copies;

internal sealed class CopiesStores : StoreBook
{
    public override IReadOnlyList<StoreDeclaration> Stores { get; } =
    [
        new()
        {
            Id = "copies",
            Title = "Copies of your data",
            Holds = "Copies that people asked for, until they have taken them home",
            Categories = Category.All,
            Protection = "Each sealed under a key of its own",
            OnErasure = "Keys destroyed, files deleted",
            Retention = "7 days or 5 downloads",
            Files = ["exports/*"],
            AnswersAs = "Copies of your data",
        },
    ];
}
