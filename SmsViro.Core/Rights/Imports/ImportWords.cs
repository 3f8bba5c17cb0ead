using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Imports;

/// <summary>Why a kind of data cannot move from one account to another, as a person reads it.</summary>
public static class ImportWords
{
    /// <summary>The name of all files together that no table here has.</summary>
    internal const string Other = "other";

    public static string WhyBehind(Category? category) => Reasons.GetValueOrDefault(category?.Id ?? "", "This portal keeps no such data");

    private static Dictionary<string, string> Reasons { get; } = new(StringComparer.Ordinal)
    {
        [Category.Profile.Id] = "The address and number you sign in with are proved here, so this account keeps its own",
        [Category.SignIn.Id] = "How you sign in there proves nothing here. This account has its own password, keys and history",
        [Category.Billing.Id] = "Money does not move with data: the ledger here records what was paid here. Your balance stays where you paid it",
        [Category.Choices.Id] = "It says what the other company showed you or what you told it. Here you choose anew, under Your choices",
        [Category.Requests.Id] = "What you asked of the other company, it answers",
        [Category.Oversight.Id] = "Who looked at your data there says nothing of this account, whose trail is its own",
        [Category.Notices.Id] = "Mail the other company sent you is in your mailbox",
        [Category.FormerDetails.Id] = "Details you replaced there were on their way to be forgotten",
        [Category.Holds.Id] = "A hold binds the company that placed it",
        [Category.StaffDuties.Id] = "What somebody signed as our staff binds them to the company they signed for",
        [Category.SecurityAlerts.Id] = "What looked unusual there was judged by that company",
        [Category.Disclosures.Id] = "What an authority received there concerns that company",
    };

    public static string Of(ImportState state) => state switch
    {
        ImportState.Offered => "Waits for your yes",
        ImportState.Running => "Coming in",
        ImportState.Done => "It is in",
        ImportState.Stopped => "Stopped on the way",
        ImportState.GivenUp => "Ended on the way",
    };

    public static string Of(ImportRefusal refusal) => refusal switch
    {
        ImportRefusal.AccountClosed => "Your account is being erased, so nothing is brought in any more",
        ImportRefusal.Restricted => "Your data is paused, so nothing is added to it. End the pause first",
        ImportRefusal.NotEmpty => "This account holds messages, drafts, replies or opt-outs already. An archive only comes into an account without any, so that nothing is mixed up. Register a new account to bring it there",
        ImportRefusal.UnderWay => "Another archive is on its way in",
        ImportRefusal.AlreadyIn => "This very archive is in already",
        ImportRefusal.TooLarge => "The file is larger than 256 MB",
        ImportRefusal.OneIsChecked => "Another archive is being checked. Try again in a minute",
        ImportRefusal.Often => $"You brought {OfferArchive.MostInADay} archives within a day. Try again tomorrow",
        ImportRefusal.NotSound => "The archive cannot be taken",
        ImportRefusal.NotConfirmed => "Type your password first",
        ImportRefusal.None => "The archive is no longer here",
    };
}
