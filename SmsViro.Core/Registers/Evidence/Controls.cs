namespace SmsViro.Core.Registers.Evidence;

/// <summary>The controls we show evidence for. The numbers are those of the standards; what stands beside them is ours.</summary>
public static class Controls
{
    public const string Security = "ISO/IEC 27001:2022, Annex A";
    public const string Privacy = "ISO/IEC 27701:2025";
    public const string PrivacyBefore = "ISO/IEC 27701:2019";

    public static Control Inventory { get; } = new(
        Security, "5.9", "What is stored, and where", "Every stored column and every place outside the database is declared; a column without a declaration cannot be built", EvidencePlace.DataMap);

    public static Control Classification { get; } = new(
        Security, "5.12, 5.13", "Classes of data and their labels", "Each column has a class, and a personal one a category that some purpose uses; what is readable says why it may be", EvidencePlace.DataMap);

    public static Control Transfer { get; } = new(
        Security, "5.14", "What is handed to others", "What an operator receives is recorded message by message; a way out that is not encrypted does not start before its reason is named", EvidencePlace.Policy);

    public static Control Access { get; } = new(
        Security, "5.15 to 5.18", "Who may come in, and as what", "Roles are asked again inside every act; who has which is reviewed at fixed times", EvidencePlace.Reviews);

    public static Control Partners { get; } = new(
        Security, "5.19 to 5.22", "Companies that work for us", "No company receives anything without an agreement in force: once one has ended, the portal does not start", EvidencePlace.Reviews);

    public static Control Incidents { get; } = new(
        Security, "5.24 to 5.28", "Breaches, and what was learned", "Each breach has the clocks of its notices, and what was done about it is in the chained trail", EvidencePlace.Breaches);

    public static Control Law { get; } = new(
        Security, "5.31", "The law that binds us", "Each purpose stands with its ground, and dates are computed by the law of the seat and its holidays", EvidencePlace.DataMap);

    public static Control Records { get; } = new(
        Security, "5.33", "Records", "Rules end what is past its time every night; the trail is a chain in which a changed or missing entry is found", EvidencePlace.Retention);

    public static Control PersonalInformation { get; } = new(
        Security, "5.34", "Personal data (PII)", "Requests run against the date that the law sets, from the instant they reached us", EvidencePlace.Requests);

    public static Control Privileges { get; } = new(
        Security, "8.2, 8.3, 8.5", "Special rights, narrow access, proof of who it is", "Staff open a customer only with a reason, recorded before anything is shown; what is grave asks for the password again", EvidencePlace.Trail);

    public static Control Deletion { get; } = new(
        Security, "8.10", "Deletion", "An erasure ends when every store has confirmed it, with a certificate", EvidencePlace.Requests);

    public static Control Masking { get; } = new(
        Security, "8.11", "Masking", "Texts, names, numbers and addresses are sealed or a keyed digest; what staff see and what logs say follow from the declarations, and of a restricted account staff see nothing", EvidencePlace.DataMap);

    public static Control Leakage { get; } = new(
        Security, "8.12", "Nothing leaves unseen", "Every file that leaves is an entry of the trail first; a copy waits 72 hours after a change of password or address", EvidencePlace.Trail);

    public static Control Backup { get; } = new(
        Security, "8.13", "Backups", "Data, keys and erasures are copied while the portal serves, and one is put back for practice at fixed times", EvidencePlace.Reviews);

    public static Control Logging { get; } = new(
        Security, "8.15", "Who did what", "The trail is only added to; each entry vouches for the one before it", EvidencePlace.Trail);

    public static Control Monitoring { get; } = new(
        Security, "8.16", "Watching the system", "Use that is out of the ordinary, work that fails, a late backup and a chain that does not hold at its nightly walk become alerts, which an administrator closes with a finding", EvidencePlace.Security);

    public static Control Time { get; } = new(
        Security, "8.17", "One clock", "Everything reads one clock in UTC; the entries of the trail show whether it ever went back", EvidencePlace.Trail);

    public static Control Cryptography { get; } = new(
        Security, "8.24", "Keys", "Each key has an age and an end, keys are replaced while the portal serves, and their inventory is reviewed at fixed times", EvidencePlace.Keys);

    public static Control Development { get; } = new(
        Security, "8.25 to 8.29", "How it is built and tested", "Each clause of the policy names the tests that prove it; one that loses its proof stops a release", EvidencePlace.Promises);

    public static Control TestData { get; } = new(
        Security, "8.33", "Data of tests", "Tests make up every value they type, one for each declared column; no customer is ever copied into one", EvidencePlace.Promises);

    public static Control Obligations { get; } = new(
        Privacy, "A.1.3.2", "What we owe the people concerned", "The policy is a numbered version with its promises; who was shown which is recorded", EvidencePlace.Policy);

    public static Control WithdrawConsent { get; } = new(
        Privacy, "A.1.3.5", "Taking a consent back", "A consent ends with one press where it was given", EvidencePlace.Trail);

    public static Control Objection { get; } = new(
        Privacy, "A.1.3.6", "Objecting", "What rests on our interest can be objected to, use by use", EvidencePlace.Requests);

    public static Control AccessCorrectionErasure { get; } = new(
        Privacy, "A.1.3.7", "Access, correction, erasure", "A person sees, corrects, takes along and erases their data themselves, or our staff do it for them with the same clock", EvidencePlace.Requests);

    public static Control InformOthers { get; } = new(
        Privacy, "A.1.3.8", "Telling those who received the data", "Who received what is known, and each of them is a task until told", EvidencePlace.Requests);

    public static Control CopyOfData { get; } = new(
        PrivacyBefore, "7.3.8", "A copy of the data", "A copy is complete by the register of columns, about its person alone, and ends by itself", EvidencePlace.Requests);

    /// <summary>In the order of the standards.</summary>
    public static IReadOnlyList<Control> All { get; } =
    [
        Inventory, Classification, Transfer, Access, Partners, Incidents, Law, Records, PersonalInformation, Privileges, Deletion, Masking, Leakage, Backup, Logging, Monitoring, Time,
        Cryptography, Development, TestData, Obligations, WithdrawConsent, Objection, AccessCorrectionErasure, InformOthers, CopyOfData,
    ];
}
