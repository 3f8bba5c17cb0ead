namespace SmsViro.Core.Encryption.Roots;

/// <summary>The key service that keeps the root keys: the section <c>Keys:AwsKms</c>. Who we are comes from where AWS clients look: the environment, a profile, the machine's role.</summary>
public sealed class AwsKmsOptions
{
    /// <summary>The AWS region, such as <c>eu-west-2</c>.</summary>
    public string Region { get; set; } = "";

    /// <summary>An endpoint of the customer's own network; empty for the region's.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>How the aliases of the root keys begin; the epoch follows.</summary>
    public string AliasPrefix { get; set; } = "alias/smsviro-root-";

    /// <summary>How many days AWS KMS waits before it deletes a destroyed key, 7 to 30. Every promise about backups counts them.</summary>
    public int DeletionDays { get; set; } = 7;

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
