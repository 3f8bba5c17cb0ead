namespace SmsViro.Core.Encryption.Roots;

/// <summary>The token that keeps the root keys: the section <c>Keys:Pkcs11</c>.</summary>
public sealed class Pkcs11Options
{
    /// <summary>Where the PIN is when no file is named. Read from the environment alone, so that it never stands in a settings file.</summary>
    public const string PinVariable = "SMSVIRO_PKCS11_PIN";

    /// <summary>The full path of the token's PKCS#11 library.</summary>
    public string Library { get; set; } = "";

    /// <summary>The label of the token.</summary>
    public string Token { get; set; } = "";

    /// <summary>The file that holds the PIN, readable by its owner alone.</summary>
    public string PinFile { get; set; } = "";

    /// <summary>How the labels of the root keys begin; the epoch follows.</summary>
    public string KeyPrefix { get; set; } = "smsviro-root-";
}
