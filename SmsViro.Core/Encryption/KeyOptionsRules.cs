using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SmsViro.Core.Encryption.Roots;

namespace SmsViro.Core.Encryption;

/// <summary>Judges the section <c>Keys</c> before anything is touched; every sentence names the key to set.</summary>
internal sealed class KeyOptionsRules(IHostEnvironment host, string dataFolder) : IValidateOptions<KeyOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyOptions options)
    {
        List<string> wrong = [.. Always(options), .. options.Provider switch
        {
            "File" => [],
            "Pkcs11" => OfToken(options.Pkcs11),
            "AwsKms" => OfService(options.AwsKms),
            _ => ["Keys:Provider is 'File', 'Pkcs11' or 'AwsKms'."],
        }];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    // The erasure ledger lies in this folder by default, whoever keeps the root keys.
    private IEnumerable<string> Always(KeyOptions keys)
    {
        if (!Path.IsPathFullyQualified(keys.RootFolder))
            yield return "Keys:RootFolder is a full path to a folder.";
        else if (host.IsProduction() && keys.IsInside(dataFolder))
            yield return "Keys:RootFolder is inside the data folder, so every copy of the data would hold its keys: point it elsewhere.";
    }

    private static IEnumerable<string> OfToken(Pkcs11Options token)
    {
        if (!Path.IsPathFullyQualified(token.Library))
            yield return "Keys:Pkcs11:Library is the full path of the token's PKCS#11 library.";

        if (token.Token.Length == 0)
            yield return "Keys:Pkcs11:Token is the label of the token.";

        if (token.PinFile.Length > 0 && !Path.IsPathFullyQualified(token.PinFile))
            yield return "Keys:Pkcs11:PinFile is the full path of a file that holds the token's PIN.";
        else if (token.PinFile.Length == 0 && Environment.GetEnvironmentVariable(Pkcs11Options.PinVariable) is null or "")
            yield return $"Keys:Pkcs11:PinFile is the full path of a file that holds the token's PIN; without it the PIN is in the environment variable {Pkcs11Options.PinVariable}.";

        if (token.KeyPrefix.Length is 0 or > 60)
            yield return "Keys:Pkcs11:KeyPrefix is how the labels of the root keys begin, at most 60 characters.";
    }

    private static IEnumerable<string> OfService(AwsKmsOptions service)
    {
        if (service.Region.Length == 0)
            yield return "Keys:AwsKms:Region is the AWS region of the root keys, such as eu-west-2.";

        if (service.Endpoint.Length > 0 && !(Uri.TryCreate(service.Endpoint, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)))
            yield return "Keys:AwsKms:Endpoint is the https address of an AWS KMS endpoint, or empty for the region's own.";

        if (!service.AliasPrefix.StartsWith("alias/", StringComparison.Ordinal) || service.AliasPrefix.StartsWith("alias/aws/", StringComparison.Ordinal))
            yield return "Keys:AwsKms:AliasPrefix begins with alias/, and not with alias/aws/, which AWS keeps for itself.";

        if (service.DeletionDays is < 7 or > 30)
            yield return "Keys:AwsKms:DeletionDays is 7 to 30: AWS KMS waits that long before it deletes a key.";

        if (service.Timeout <= TimeSpan.Zero || service.Timeout > TimeSpan.FromMinutes(1))
            yield return "Keys:AwsKms:Timeout is how long one answer may take, at most 00:01:00.";
    }
}
