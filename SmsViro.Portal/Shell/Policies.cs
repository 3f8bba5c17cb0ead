namespace SmsViro.Portal.Shell;

/// <summary>The authorisation rules pages name. Whoever fails <see cref="Staff"/> or <see cref="Admin"/> is told that the page does not exist.</summary>
public static class Policies
{
    public const string Staff = nameof(Staff);
    public const string Admin = nameof(Admin);

    /// <summary>Staff before they signed the undertaking of confidentiality, which the other two demand.</summary>
    public const string StaffEntry = nameof(StaffEntry);

    /// <summary>The role claims that sign-in writes for the two staff roles.</summary>
    public const string SupportRole = "Support";
    public const string AdminRole = "Admin";
}
