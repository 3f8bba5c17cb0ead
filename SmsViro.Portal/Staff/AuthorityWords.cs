using SmsViro.Core.Registers.Authorities;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Staff;

/// <summary>How the register of authorities' requests is said on its pages.</summary>
internal static class AuthorityWords
{
    public static string Of(AuthorityRequest request) => request switch
    {
        { State: AuthorityState.Asked, PreservedAt: null } => "Being preserved",
        { State: AuthorityState.Asked } => "Needs a second person",
        { State: AuthorityState.Agreed } => "Ready to hand over",
        { State: AuthorityState.HandedOver } => "Handed over",
        { State: AuthorityState.Refused } => "Refused",
        { State: AuthorityState.Failed } => "Nothing handed over",
    };

    public static Tone ToneOf(AuthorityRequest request) => request.State switch
    {
        AuthorityState.Asked => Tone.Doubt,
        AuthorityState.Agreed => Tone.Wait,
        AuthorityState.HandedOver => Tone.Good,
        AuthorityState.Refused => Tone.Quiet,
        AuthorityState.Failed => Tone.Bad,
    };

    public static string Of(AuthorityTarget target) => target switch
    {
        AuthorityTarget.Customer => "A customer",
        AuthorityTarget.Number => "A number that was texted",
    };

    public static string Of(AuthorityDeed deed) => deed switch
    {
        AuthorityDeed.Logged => "Logged",
        AuthorityDeed.Preserved => "What was asked for was preserved, sealed",
        AuthorityDeed.CouldNotPreserve => "It could not be preserved: too many entries, or nothing could be read",
        AuthorityDeed.Opened => "Opened",
        AuthorityDeed.Agreed => "Agreed to as the second person",
        AuthorityDeed.Refused => "Refused as the second person; what was preserved is destroyed",
        AuthorityDeed.HandedOver => "The extract was taken",
        AuthorityDeed.ProlongedSilence => "The silence was prolonged",
        AuthorityDeed.Told => "Whom it concerns was told",
        AuthorityDeed.ToldNobody => "Nobody was left to tell",
        AuthorityDeed.Destroyed => "The extract's key was destroyed: nobody here can take it any more",
        AuthorityDeed.Expired => "Nobody fetched it in 30 days, so it was destroyed",
    };

    public static string For(AuthorityRefusal refusal) => refusal switch
    {
        AuthorityRefusal.NotStaff => "Your role has changed, so nothing was done",
        AuthorityRefusal.NoAuthority => "Name the authority in 3 to 200 letters",
        AuthorityRefusal.NoBasis => "Name the law and the order in at least 10 letters: without a basis nobody receives anything",
        AuthorityRefusal.NobodyThere => "No customer has that address",
        AuthorityRefusal.NotANumber => "That is no telephone number",
        AuthorityRefusal.NoNumber => "Say the number",
        AuthorityRefusal.NoCustomer => "Say the customer’s e-mail address",
        AuthorityRefusal.NoFirstDay => "Say the first day",
        AuthorityRefusal.NoLastDay => "Say the last day",
        AuthorityRefusal.WrongPeriod => "The first day comes before the last, none lies in the future, and 5 years is the most",
        AuthorityRefusal.NoFields => "Choose the fields that were asked for, and no others",
        AuthorityRefusal.NoReceipt => "Say when it reached us, which cannot be after now",
        AuthorityRefusal.WrongSilence => "Silence ends on a day to come, within 2 years, and later than it was to end",
        AuthorityRefusal.NoSilenceReason => "Say why the person may not know yet, in at least 10 letters",
        AuthorityRefusal.SamePerson => "Who logged it cannot decide it: a colleague has to",
        AuthorityRefusal.NotNow => "It is decided already, not preserved yet, or over",
        AuthorityRefusal.NotTheirs => "Only the two who decided it take the file",
        AuthorityRefusal.NotConfirmed => "Type your password again first",
    };
}
