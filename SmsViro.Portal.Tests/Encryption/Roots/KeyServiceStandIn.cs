using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Encryption.Roots;

/// <summary>A key service on loopback that checks the signature of every request and answers as AWS KMS documents, faults included.</summary>
internal sealed class KeyServiceStandIn : IAsyncDisposable
{
    private const string Who = "AKIDEXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Region = "eu-west-2";
    private const int PageLength = 2;

    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, StoredKey> _keys = [];
    private readonly SortedDictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Fault> _faults = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private readonly Task _serving;

    public KeyServiceStandIn()
    {
        Address = $"http://127.0.0.1:{Loopback.FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync();
    }

    public enum Fault
    {
        Throttled,
        Broken,
        Silent,
        Denied,
    }

    public string Address { get; }

    /// <summary>The actions asked for, in order, those too that were answered with a fault.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Ids of keys whose deletion was scheduled, with the days asked for.</summary>
    public IReadOnlyList<(string Key, int Days)> Scheduled
    {
        get
        {
            lock (_gate)
                return [.. _keys.Values.Where(key => key.State == "PendingDeletion").Select(key => (key.Id, key.Days))];
        }
    }

    public AwsKmsRootKeyProvider Provider(string secret = Secret, Action<AwsKmsOptions>? but = null)
    {
        var options = new AwsKmsOptions { Region = Region, Endpoint = Address, DeletionDays = 11, Timeout = TimeSpan.FromSeconds(5) };
        but?.Invoke(options);
        return new(options, new BasicAWSCredentials(Who, secret));
    }

    /// <summary>The next answers are these.</summary>
    public void Suffer(params ReadOnlySpan<Fault> faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
    }

    /// <summary>What an administrator does at the console.</summary>
    public void SetState(string alias, string state)
    {
        lock (_gate)
            _keys[_aliases[alias]].State = state;
    }

    public void AddForeignAlias(string alias)
    {
        lock (_gate)
            _aliases[alias] = MakeKey().Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Close();
        await _serving;
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var action = (context.Request.Headers["X-Amz-Target"] ?? "").Replace("TrentService.", "", StringComparison.Ordinal);
        Asked.Enqueue(action);
        var (status, answer) = _faults.TryDequeue(out var fault)
            ? await SufferAsync(fault)
            : !SignatureV4.IsRight(context.Request, body.ToArray(), Secret, Region, "kms")
                ? (400, Error("InvalidSignatureException", "The request signature we calculated does not match the signature you provided."))
                : Do(action, JsonNode.Parse(body.ToArray())!.AsObject());
        try
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/x-amz-json-1.1";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()));
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Who asked has hung up, which a test of silence waits for.
        }
    }

    private async Task<(int Status, JsonObject Answer)> SufferAsync(Fault fault)
    {
        if (fault is Fault.Silent)
            await Task.Delay(TimeSpan.FromSeconds(20), _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        return fault switch
        {
            Fault.Throttled => (400, Error("ThrottlingException", "You have exceeded the rate at which you may call KMS.")),
            Fault.Denied => (400, Error("AccessDeniedException", "User is not authorized to perform this action.")),
            Fault.Broken or Fault.Silent => (500, Error("KMSInternalException", "The request was rejected because an internal exception occurred.")),
        };
    }

    private (int Status, JsonObject Answer) Do(string action, JsonObject asked)
    {
        lock (_gate)
        {
            return action switch
            {
                "CreateKey" => (200, new JsonObject { ["KeyMetadata"] = Metadata(MakeKey()) }),
                "CreateAlias" => CreateAlias(Text(asked, "AliasName"), Text(asked, "TargetKeyId")),
                "DeleteAlias" => _aliases.Remove(Text(asked, "AliasName")) ? (200, []) : NotFound(),
                "ListAliases" => (200, Aliases(asked["Marker"]?.GetValue<string>())),
                "DescribeKey" => WithKey(asked, key => (200, new JsonObject { ["KeyMetadata"] = Metadata(key) })),
                "ScheduleKeyDeletion" => WithKey(asked, key => Schedule(key, asked["PendingWindowInDays"]!.GetValue<int>())),
                "Encrypt" => WithKey(asked, key => WhenEnabled(key, () => Encrypt(key, asked))),
                "Decrypt" => WithKey(asked, key => WhenEnabled(key, () => Decrypt(key, asked))),
                _ => (400, Error("UnknownOperationException", action)),
            };
        }
    }

    private StoredKey MakeKey()
    {
        var key = new StoredKey(Guid.CreateVersion7().ToString("D"), RandomNumberGenerator.GetBytes(32));
        return _keys[key.Id] = key;
    }

    private (int Status, JsonObject Answer) CreateAlias(string alias, string key) =>
        _aliases.TryAdd(alias, key) ? (200, []) : (400, Error("AlreadyExistsException", $"An alias with the name {alias} already exists"));

    private JsonObject Aliases(string? marker)
    {
        var rest = _aliases.Where(alias => string.CompareOrdinal(alias.Key, marker ?? "") > 0).ToList();
        var page = rest.Take(PageLength).ToList();
        var answer = new JsonObject
        {
            ["Aliases"] = new JsonArray([.. page.Select(alias => new JsonObject { ["AliasName"] = alias.Key, ["TargetKeyId"] = alias.Value })]),
            ["Truncated"] = rest.Count > PageLength,
        };
        if (rest.Count > PageLength)
            answer["NextMarker"] = page[^1].Key;
        return answer;
    }

    private (int Status, JsonObject Answer) WithKey(JsonObject asked, Func<StoredKey, (int, JsonObject)> act)
    {
        var id = Text(asked, "KeyId");
        return _keys.TryGetValue(_aliases.GetValueOrDefault(id, id), out var key) ? act(key) : NotFound();
    }

    private static (int Status, JsonObject Answer) WhenEnabled(StoredKey key, Func<(int, JsonObject)> act) => key.State switch
    {
        "Enabled" => act(),
        "Disabled" => (400, Error("DisabledException", $"{key.Id} is disabled.")),
        _ => (400, Error("KMSInvalidStateException", $"{key.Id} is pending deletion.")),
    };

    private static (int Status, JsonObject Answer) Schedule(StoredKey key, int days)
    {
        if (key.State == "PendingDeletion")
            return (400, Error("KMSInvalidStateException", $"{key.Id} is pending deletion."));

        (key.State, key.Days) = ("PendingDeletion", days);
        return (200, new JsonObject { ["KeyId"] = key.Id, ["KeyState"] = key.State, ["PendingWindowInDays"] = days });
    }

    private static (int Status, JsonObject Answer) Encrypt(StoredKey key, JsonObject asked)
    {
        var plain = Convert.FromBase64String(Text(asked, "Plaintext"));
        byte[] nonce = RandomNumberGenerator.GetBytes(12), cipher = new byte[plain.Length], tag = new byte[16];
        using var aes = new AesGcm(key.Material, 16);
        aes.Encrypt(nonce, plain, cipher, tag, Context(asked));
        return (200, new JsonObject { ["KeyId"] = key.Id, ["CiphertextBlob"] = Convert.ToBase64String([.. Guid.Parse(key.Id).ToByteArray(), .. nonce, .. tag, .. cipher]) });
    }

    private (int Status, JsonObject Answer) Decrypt(StoredKey key, JsonObject asked)
    {
        var blob = Convert.FromBase64String(Text(asked, "CiphertextBlob"));
        if (blob.Length < 44 || !_keys.TryGetValue(new Guid(blob.AsSpan(0, 16)).ToString("D"), out var wrapper))
            return (400, Error("InvalidCiphertextException", ""));

        if (wrapper != key)
            return (400, Error("IncorrectKeyException", "The key ID in the request does not identify a CMK that can perform this operation."));

        var plain = new byte[blob.Length - 44];
        using var aes = new AesGcm(key.Material, 16);
        try
        {
            aes.Decrypt(blob.AsSpan(16, 12), blob.AsSpan(44), blob.AsSpan(28, 16), plain, Context(asked));
        }
        catch (AuthenticationTagMismatchException)
        {
            return (400, Error("InvalidCiphertextException", ""));
        }

        return (200, new JsonObject { ["KeyId"] = key.Id, ["Plaintext"] = Convert.ToBase64String(plain) });
    }

    private static byte[] Context(JsonObject asked) => Encoding.UTF8.GetBytes(asked["EncryptionContext"]?.ToJsonString() ?? "");

    private static JsonObject Metadata(StoredKey key) => new() { ["KeyId"] = key.Id, ["KeyState"] = key.State, ["Enabled"] = key.State == "Enabled" };

    private static string Text(JsonObject asked, string name) => asked[name]?.GetValue<string>() ?? "";

    private static (int Status, JsonObject Answer) NotFound() => (400, Error("NotFoundException", "Alias or key is not found."));

    private static JsonObject Error(string kind, string message) => new() { ["__type"] = kind, ["message"] = message };

    private sealed class StoredKey(string id, byte[] material)
    {
        public string Id { get; } = id;

        public byte[] Material { get; } = material;

        public string State { get; set; } = "Enabled";

        public int Days { get; set; }
    }
}
