using SmsViro.Core.Encryption.Roots;

namespace SmsViro.Core.Encryption;

/// <summary>Where the keys are: the section <c>Keys</c>.</summary>
public sealed class KeyOptions
{
    public const string Section = "Keys";

    /// <summary>Who keeps the root keys: "File" (default), "Pkcs11" or "AwsKms".</summary>
    public string Provider { get; set; } = "File";

    /// <summary>The folder of the root keys. It is in no backup of the data, and in Production never inside the data folder.</summary>
    public string RootFolder { get; set; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "smsviro");

    public Pkcs11Options Pkcs11 { get; set; } = new();

    public AwsKmsOptions AwsKms { get; set; } = new();

    internal bool IsInside(string folder)
    {
        var relative = Path.GetRelativePath(folder, RootFolder);
        return !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
    }
}
