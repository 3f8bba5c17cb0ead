using System.Globalization;
using SmsViro.Core.Values;

namespace SmsViro.Portal;

/// <summary>Every address of the site. Never a number, a name or a text in one: addresses end up in histories and logs.</summary>
public static class Urls
{
    public const string Home = "/";
    public const string Send = "/messages/new";
    public const string Messages = "/messages";
    public const string Drafts = "/messages/drafts";
    public const string OptOuts = "/opt-outs";
    public const string OptOutsFile = "/opt-outs/file";
    public const string Billing = "/billing";
    public const string Prices = "/billing/prices";
    public const string PrivacyCentre = "/privacy-centre";
    public const string EraseAccount = "/privacy-centre/erase";
    public const string Held = "/privacy-centre/held";
    public const string DisputeValue = "/privacy-centre/correct";
    public const string Complain = "/privacy-centre/complain";
    public const string HaveDecisionLookedAt = $"{Complain}?about=decision";
    public const string BringData = "/privacy-centre/bring";
    public const string BringDataWithoutProfile = $"{BringData}?profile=stays";

    public const string Restrict = "/privacy-centre/restrict";
    public const string Choices = "/privacy-centre/choices";
    public const string PrivacyPolicy = "/privacy";
    public const string PolicyVersions = "/privacy/versions";
    public const string Promises = "/promises";
    public const string PromisesCertificate = "/promises/certificate.pem";
    public const string Profile = "/profile";

    public const string SignIn = "/account/login";
    public const string AccountClosed = "/account/closed";
    public const string SignOut = "/account/logout";
    public const string Register = "/account/register";
    public const string ConfirmEmail = "/account/confirm-email";
    public const string ForgottenPassword = "/account/forgotten";
    public const string ResetPassword = "/account/reset";
    public const string NewEmail = "/account/new-email";
    public const string ConfirmItIsYou = "/account/confirm";
    public const string ConfirmedWord = "confirmed";
    public const string Security = "/security";

    public const string DemoSignIn = "/account/demo";
    public const string DevMail = "/dev/mail";
    public const string DevTexts = "/dev/texts";

    public const string Staff = "/admin";
    public const string StaffCustomers = "/admin/customers";
    public const string StaffRequests = "/admin/requests";
    public const string StaffAudit = "/admin/audit";
    public const string StaffKeys = "/admin/keys";
    public const string StaffKeyInventory = "/admin/keys/inventory.csv";
    public const string StaffDataMap = "/admin/data-map";
    public const string StaffDataMapCsv = "/admin/data-map/record.csv";
    public const string StaffDataMapPdf = "/admin/data-map/record.pdf";
    public const string StaffRetention = "/admin/retention";
    public const string StaffSecurity = "/admin/security";
    public const string StaffAuthorities = "/admin/authorities";
    public const string StaffNewAuthority = "/admin/authorities/new";
    public const string StaffBreaches = "/admin/breaches";
    public const string StaffNewBreach = "/admin/breaches/new";
    public const string StaffReviews = "/admin/reviews";
    public const string StaffEvidence = "/admin/evidence";
    public const string StaffEvidenceCsv = "/admin/evidence/evidence.csv";
    public const string StaffEvidencePdf = "/admin/evidence/evidence.pdf";
    public const string StaffConfidentiality = "/admin/confidentiality";

    /// <summary>For people who got a text and have no account.</summary>
    public const string Recipient = "/recipient";
    public const string RecipientCode = "/recipient/code";
    public const string RecipientProof = "/recipient/proof";
    public const string RecipientLeave = "/recipient/leave";
    public const string RecipientAgain = "/recipient/again";
    public const string RecipientStops = "/recipient/stops";
    public const string RecipientRequests = "/recipient/requests";
    public const string RecipientNoCodes = "/recipient/no-codes";

    /// <summary>What recipients ask a customer.</summary>
    public const string RecipientQuestions = "/privacy-centre/questions";

    public const string Accessibility = "/accessibility";
    public const string NotFound = "/not-found";
    public const string Error = "/error";

    /// <summary>One version of the privacy policy, by its number.</summary>
    public static string PolicyVersion(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{PolicyVersions}/{number}");

    public static string Message(MessageId message) => $"{Messages}/{message}";

    /// <summary>A message being written; its draft's id is the message's own.</summary>
    public static string Compose(MessageId draft) => $"{Send}/{draft}";

    /// <summary>The sign-in page, which brings the person back afterwards. The address is one of ours, path and query only.</summary>
    public static string SignInThen(string returnTo) =>
        returnTo is Home or "" ? SignIn : $"{SignIn}?returnUrl={Uri.EscapeDataString(returnTo)}";

    /// <summary>The page that asks for the password again, and brings the person back.</summary>
    public static string ConfirmItIsYouThen(string returnTo) => $"{ConfirmItIsYou}?returnUrl={Uri.EscapeDataString(returnTo)}";

    /// <summary>The way back from the password page, which says that it was typed.</summary>
    public static string OnceConfirmed(string returnTo) => returnTo.Contains('?', StringComparison.Ordinal) ? $"{returnTo}&{ConfirmedWord}=yes" : $"{returnTo}?{ConfirmedWord}=yes";

    /// <summary>One privacy request of the person reading.</summary>
    public static string PrivacyRequest(Guid request) => $"{PrivacyCentre}/requests/{request:D}";

    /// <summary>The privacy centre with one kind of export chosen: where the password page leads back to.</summary>
    public static string PrivacyCentreToExport(string content) => $"{PrivacyCentre}?export={content}";

    /// <summary>What is held of one kind, by the category's id, a page of it.</summary>
    public static string HeldOf(string category, int page = 1) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Held}?kind={category}{(page > 1 ? $"&page={page}" : "")}");

    /// <summary>The privacy centre with a paper chosen that is to be locked: the passphrase is typed there, after the password.</summary>
    public static string PrivacyCentreToLockedPaper => $"{PrivacyCentreToExport("Paper")}&lock=yes";

    /// <summary>The request's page, which begins the download by itself: where the password page leads back to.</summary>
    public static string PrivacyRequestThenCopy(Guid request) => $"{PrivacyRequest(request)}?copy=now";

    /// <summary>The file of a finished copy.</summary>
    public static string Copy(Guid request) => $"{PrivacyCentre}/copies/{request:D}";

    /// <summary>A customer, as staff see her; the id of a person, never an address or a number.</summary>
    public static string StaffAuditBy(Guid person, long? before = null) => $"{StaffAudit}?by={person:D}{(before is { } entry ? string.Create(CultureInfo.InvariantCulture, $"&before={entry}") : "")}";

    public static string StaffCustomer(Guid user) => $"{StaffCustomers}/{user:D}";

    /// <summary>Where a request of this customer that came by e-mail, telephone or letter is written down.</summary>
    public static string LogRequestOf(Guid user) => $"{StaffCustomers}/{user:D}/log-request";
    /// <summary>A request of somebody without an account.</summary>
    public static string StaffRecipientRequest(Guid request) => $"{StaffRequests}/recipients/{request:D}";

    public static string StaffRequest(Guid request) => $"{StaffRequests}/{request:D}";

    public static string StaffAuthority(Guid request) => $"{StaffAuthorities}/{request:D}";

    /// <summary>The file for an authority; it is there once.</summary>
    public static string StaffExtract(Guid request) => $"{StaffAuthority(request)}/extract";

    public static string StaffBreach(Guid breach) => $"{StaffBreaches}/{breach:D}";

    /// <summary>The list of accounts a breach affects.</summary>
    public static string StaffAffected(Guid breach) => $"{StaffBreach(breach)}/affected.csv";

    /// <summary>The undertaking, and back to where she wanted to go. The address is one of ours, path and query only.</summary>
    public static string StaffConfidentialityThen(string returnTo) => $"{StaffConfidentiality}?returnUrl={Uri.EscapeDataString(returnTo)}";

    /// <summary>The certificate of an erasure.</summary>
    public static string StaffCertificate(Guid request) => $"{StaffRequest(request)}/certificate";
}
