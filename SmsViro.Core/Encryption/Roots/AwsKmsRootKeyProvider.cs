using System.Globalization;
using System.Security.Cryptography;
using Amazon;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;

namespace SmsViro.Core.Encryption.Roots;

/// <summary>Root keys inside AWS KMS, one key per epoch under an alias that names it. What they wrap is bound to its context by the service's encryption context.</summary>
public sealed class AwsKmsRootKeyProvider : IRootKeyProvider, IDisposable
{
    private const int MostTries = 3;
    private const string ContextName = "smsviro";

    private readonly AwsKmsOptions _options;
    private readonly AmazonKeyManagementServiceClient _kms;

    /// <param name="options">Where and how.</param>
    /// <param name="who">Who asks; null for who the machine's environment says it is.</param>
    public AwsKmsRootKeyProvider(AwsKmsOptions options, AWSCredentials? who = null)
    {
        _options = options;
        var config = new AmazonKeyManagementServiceConfig
        {
            Timeout = options.Timeout,
            MaxErrorRetry = MostTries - 1,
            RetryMode = RequestRetryMode.Standard,
        };
        if (options.Endpoint.Length > 0)
            (config.ServiceURL, config.AuthenticationRegion) = (options.Endpoint, options.Region);
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);

        _kms = who is null ? new(config) : new(who, config);
    }

    public string Place => $"in AWS KMS of {_options.Region}";

    public TimeSpan DestroyDelay => TimeSpan.FromDays(_options.DeletionDays);

    public async ValueTask CreateAsync(int epoch, CancellationToken cancel = default)
    {
        if (await DescribeAsync(epoch, cancel) is not null)
            return;

        var made = await AskAsync(epoch, () => _kms.CreateKeyAsync(
            new CreateKeyRequest
            {
                KeySpec = KeySpec.SYMMETRIC_DEFAULT,
                KeyUsage = KeyUsageType.ENCRYPT_DECRYPT,
                Description = string.Create(CultureInfo.InvariantCulture, $"SMSViro root key of epoch {epoch}"),
            },
            cancel));
        try
        {
            await AskAsync(epoch, () => _kms.CreateAliasAsync(new CreateAliasRequest { AliasName = AliasOf(epoch), TargetKeyId = made.KeyMetadata.KeyId }, cancel));
        }
        catch (KeysException fault) when (fault.InnerException is AlreadyExistsException)
        {
            // Another process was first; its key is the epoch's, and ours has wrapped nothing.
            await ScheduleDeletionAsync(epoch, made.KeyMetadata.KeyId, cancel);
        }
    }

    public async ValueTask<byte[]> WrapAsync(int epoch, ReadOnlyMemory<byte> key, string context, CancellationToken cancel = default)
    {
        var plain = key.ToArray();
        try
        {
            var wrapped = await AskAsync(epoch, () => _kms.EncryptAsync(
                new EncryptRequest { KeyId = AliasOf(epoch), Plaintext = new MemoryStream(plain), EncryptionContext = Context(context) }, cancel));
            return wrapped.CiphertextBlob.ToArray();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public async ValueTask<byte[]> UnwrapAsync(int epoch, ReadOnlyMemory<byte> wrapped, string context, CancellationToken cancel = default)
    {
        var answer = await AskAsync(epoch, () => _kms.DecryptAsync(
            new DecryptRequest { KeyId = AliasOf(epoch), CiphertextBlob = new MemoryStream(wrapped.ToArray()), EncryptionContext = Context(context) }, cancel));
        var opened = answer.Plaintext.ToArray();
        try
        {
            if (opened.Length != KeyWrap.KeyLength)
                throw new KeysException(Unfit(epoch));

            var key = KeyWrap.NewKey();
            opened.CopyTo(key, 0);
            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
            if (answer.Plaintext.TryGetBuffer(out var buffer))
                CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>Sets the key's deletion going, which AWS KMS carries out after <see cref="DestroyDelay"/>; from now on it opens nothing.</summary>
    public async ValueTask DestroyAsync(int epoch, CancellationToken cancel = default)
    {
        if (await DescribeAsync(epoch, cancel) is not { } key)
            return;

        if (key.KeyState != Amazon.KeyManagementService.KeyState.PendingDeletion)
            await ScheduleDeletionAsync(epoch, key.KeyId, cancel);

        await AskAsync(epoch, () => _kms.DeleteAliasAsync(new DeleteAliasRequest { AliasName = AliasOf(epoch) }, cancel));
    }

    public async ValueTask<IReadOnlyList<int>> ListAsync(CancellationToken cancel = default)
    {
        List<int> epochs = [];
        string? marker = null;
        do
        {
            var after = marker;
            var page = await AskAsync(null, () => _kms.ListAliasesAsync(new ListAliasesRequest { Limit = 100, Marker = after }, cancel));
            epochs.AddRange(
                from alias in page.Aliases ?? []
                where alias.TargetKeyId is not null && alias.AliasName.StartsWith(_options.AliasPrefix, StringComparison.Ordinal)
                let epoch = int.TryParse(alias.AliasName.AsSpan(_options.AliasPrefix.Length), CultureInfo.InvariantCulture, out var read) ? read : -1
                where epoch >= 0
                select epoch);
            marker = page.Truncated is true ? page.NextMarker : null;
        }
        while (marker is not null);

        return [.. epochs.Order()];
    }

    public async ValueTask<bool> HoldsAsync(int epoch, CancellationToken cancel = default)
    {
        try
        {
            return await DescribeAsync(epoch, cancel) is { } key && key.KeyState == Amazon.KeyManagementService.KeyState.Enabled;
        }
        catch (KeysException fault)
        {
            // To take the right away is to say so; anything else may be the line between us.
            return fault.InnerException is not AmazonKeyManagementServiceException { ErrorCode: "AccessDeniedException" };
        }
    }

    public void Dispose() => _kms.Dispose();

    private static Dictionary<string, string> Context(string context) => new(StringComparer.Ordinal) { [ContextName] = context };

    private async Task<KeyMetadata?> DescribeAsync(int epoch, CancellationToken cancel)
    {
        try
        {
            return (await AskAsync(epoch, () => _kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = AliasOf(epoch) }, cancel))).KeyMetadata;
        }
        catch (KeysException fault) when (fault.InnerException is NotFoundException)
        {
            return null;
        }
    }

    private async Task ScheduleDeletionAsync(int epoch, string key, CancellationToken cancel) => await AskAsync(
        epoch, () => _kms.ScheduleKeyDeletionAsync(new ScheduleKeyDeletionRequest { KeyId = key, PendingWindowInDays = _options.DeletionDays }, cancel));

    private async Task<T> AskAsync<T>(int? epoch, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception fault) when (fault is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or OperationCanceledException { InnerException: TimeoutException })
        {
            throw new KeysException(SentenceFor(fault, epoch), fault);
        }
    }

    private string SentenceFor(Exception fault, int? epoch) => (fault, (fault as AmazonServiceException)?.ErrorCode) switch
    {
        (NotFoundException, _) => $"The root key of epoch {epoch} is not in AWS KMS of {_options.Region}: give the alias {Alias(epoch)} back to its key.",
        (DisabledException or KMSInvalidStateException, _) =>
            $"The root key of epoch {epoch} in AWS KMS is disabled or awaits deletion: enable the key of {Alias(epoch)}, or cancel its deletion.",
        (InvalidCiphertextException or IncorrectKeyException, _) => Unfit(epoch),
        (_, "AccessDeniedException") => $"AWS KMS does not let this portal use {Alias(epoch)}: give its role the rights that docs/operations.md lists.",
        (_, "UnrecognizedClientException" or "InvalidSignatureException" or "ExpiredTokenException" or "MissingAuthenticationTokenException" or "IncompleteSignature") =>
            $"AWS KMS of {_options.Region} does not know who asks: give the portal AWS credentials that are valid now.",
        (_, "ThrottlingException" or "LimitExceededException") => $"AWS KMS of {_options.Region} turned {MostTries} tries away as too many requests: wait a minute, then try again.",
        (AmazonServiceException { ErrorCode: { Length: > 0 } code }, _) => $"AWS KMS of {_options.Region} answered {code}: look it up in its documentation, then try again.",
        _ => $"AWS KMS of {_options.Region} did not answer within {_options.Timeout:c}, {MostTries} times: look at the network, at Keys:AwsKms:Endpoint and at the portal's AWS credentials.",
    };

    private string Unfit(int? epoch) => $"The root key of epoch {epoch} in AWS KMS does not fit the key store: give the alias {Alias(epoch)} back to the key that was used with it.";

    private string Alias(int? epoch) => epoch is { } known ? AliasOf(known) : $"{_options.AliasPrefix}*";

    private string AliasOf(int epoch) => string.Create(CultureInfo.InvariantCulture, $"{_options.AliasPrefix}{epoch}");
}
