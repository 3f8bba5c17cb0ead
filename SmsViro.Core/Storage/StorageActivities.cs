using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Storage;

internal sealed class StorageActivities : ActivityBook
{
    public override IReadOnlyList<Activity> Activities { get; } =
    [
        new()
        {
            Id = "account",
            Purpose = "Keep your account and let you sign in",
            Basis = LawfulBasis.Contract,
            About = [Whose.Customers, Whose.Staff],
            Uses = [Category.Profile, Category.SignIn],
            Retention = "While you have an account",
        },
    ];
}
