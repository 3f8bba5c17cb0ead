using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights;

namespace SmsViro.Portal.Rights;

/// <summary>The privacy policy: nine statements in plain words, and tables that the register of columns writes.</summary>
public sealed partial class PolicyPage(DataMap map, RightsOptions options)
{
    private static readonly (string Title, string Text)[] Promises =
    [
        ("We protect what you entrust to us.", "This page says what we collect, why, how it is kept, and what you can ask. It changes only together with the program it describes."),
        ("We collect what the service needs.", "Your account details, what billing asks for, the texts and numbers you give us to deliver, and the technical records that keep your sign-in safe. Nothing else has a place to be stored."),
        ("We use it for the purposes below, and for no other.", "To deliver messages, charge for them, help you, meet the law and keep abuse out. Each purpose stands in the table with its ground."),
        ("We seal it.", "Everything travels encrypted. Names, numbers, addresses and texts are sealed before they are stored, each for its own row; whoever steals the database reads none of it. Access is checked at every step, and what happens is recorded."),
        ("Only those who must may look.", "Our staff look only for a stated reason, which you can read in your privacy centre. Your texts stay closed to them. Partners receive only what the table names and are bound to keep it secret."),
        ("We keep it no longer than needed.", "Each row of the table says until when. After that it is deleted or its key destroyed, and backups follow."),
        ("We share it only to deliver, or when the law obliges us.", "An operator receives the number, the sender and the text of a message you send through it. An authority receives what the law lets it ask, and no more."),
        ("You can see, correct and erase it.", "From your privacy centre, at any time, without asking anybody. Where the law makes us keep something, we say what, on which ground and until when, before you confirm. You can also write to us."),
        ("We tell you; we do not read a yes into your silence.", "Using the service is a contract between us, not consent to anything else. Where we need consent we ask for it by itself, and you can take it back as easily."),
    ];

    private IEnumerable<ColumnDeclaration> Of(Category category) => map.Columns.Where(column => column.IsPersonal && column.Category == category);

    private string Fate(Category category)
    {
        var kept = Of(category).Where(column => column.Erasure.Fate is Core.PersonalData.Fate.Kept).Select(column => $"{column.Erasure.Ground}. Until: {column.Erasure.Until}").Distinct().ToList();
        var goes = Of(category).Any(column => column.Erasure.Fate is not Core.PersonalData.Fate.Kept);
        return (goes, kept) switch
        {
            (_, []) => "Goes",
            (true, _) => $"Goes, except what stays: {string.Join("; ", kept)}",
            (false, _) => $"Stays: {string.Join("; ", kept)}",
        };
    }
}
