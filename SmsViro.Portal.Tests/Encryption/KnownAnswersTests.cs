using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmsViro.Core.Encryption;

namespace SmsViro.Portal.Tests.Encryption;

/// <summary>What another implementation sealed once, byte for byte. A change that turns one of these red makes customers' data unreadable.</summary>
public class KnownAnswersTests
{
    private static readonly Answers Known = JsonSerializer.Deserialize<Answers>(
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "known-answers.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, 40)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Seals_and_opens_the_value_it_always_did(int number)
    {
        var known = Known.Values[number];
        var box = BoxOf(known.Scope, known.KeyId, known.Key);
        var field = new Field(known.Field);
        var text = Encoding.UTF8.GetBytes(known.Text);
        var value = new byte[Box.Overhead + text.Length];
        Convert.FromHexString(known.Nonce).CopyTo(value, 5);
        text.CopyTo(value, 17);

        box.SealAroundNonce(field, known.Row, value);

        Assert.Equal(known.Value, Convert.ToHexStringLower(value));
        Assert.Equal(new Opened(OpenStatus.Ok, known.Text), box.Open(field, known.Row, value));
    }

    [Fact]
    public async Task Seals_and_opens_the_stream_it_always_did()
    {
        var known = Known.Stream;
        var box = BoxOf(known.Scope, known.KeyId, known.Key);
        var field = new Field(known.Field);
        var plain = Enumerable.Range(0, known.Length).Select(i => (byte)((i * 31 + 7) % 251)).ToArray();

        using var stored = new MemoryStream();
        await using (var sealing = box.SealStream(stored, field, known.Row, Convert.FromHexString(known.Salt), leaveOpen: true))
        {
            await sealing.WriteAsync(plain, Cancel);
            await sealing.CompleteAsync(Cancel);
        }

        Assert.Equal(known.SealedLength, stored.Length);
        Assert.Equal(known.SealedSha256, Convert.ToHexStringLower(SHA256.HashData(stored.ToArray())));
        stored.Position = 0;
        using var opened = new MemoryStream();
        await using var opening = box.OpenStream(stored, field, known.Row);
        await opening.CopyToAsync(opened, Cancel);
        Assert.Equal(plain, opened.ToArray());
    }

    [Fact]
    public void Finds_by_the_index_it_always_did() =>
        Assert.All(Known.Indexes, known =>
        {
            var index = BoxOf("index/login", 1, known.Key).Index;
            var label = new Field(known.Label);

            Assert.Equal(known.Bits128, Convert.ToHexStringLower(index.Compute(label, known.Value)));
            Assert.Equal(known.Bits64, index.Compute64(label, known.Value));
            Assert.Equal(known.Bits14, index.Compute14(label, known.Value));
        });

    [Fact]
    public async Task Opens_the_key_store_it_always_did()
    {
        await using var fixture = new VaultFixture();
        var known = Known.Store;
        var scope = Scope.Parse(known.Scope);
        await fixture.Roots.CreateAsync(known.Epoch, Cancel);
        await File.WriteAllBytesAsync(fixture.RootFile(known.Epoch), Convert.FromHexString(known.Root), Cancel);
        var store = fixture.Store();
        await store.AddEpochAsync(new(known.Epoch, Convert.FromHexString(known.WrappedEpoch), fixture.Clock.GetUtcNow()), Cancel);
        await store.AddAsync(scope, known.Epoch, fixture.Clock.GetUtcNow(), id => id == known.KeyId ? Convert.FromHexString(known.WrappedKey) : [], Cancel);

        var box = await fixture.Vault.OpenAsync(scope, Cancel);

        Assert.Equal(new Opened(OpenStatus.Ok, known.Text), box.Open(new(known.Field), known.Row, Convert.FromHexString(known.Value)));
    }

    private static Box BoxOf(string scope, uint id, string key) => new(Scope.Parse(scope), new DataKey(id, KeyState.Active, 0, Convert.FromHexString(key)));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private sealed record Answers(KnownValue[] Values, KnownStream Stream, KnownIndex[] Indexes, KnownStore Store);

    private sealed record KnownValue(string Key, uint KeyId, string Nonce, string Scope, string Field, Guid Row, string Text, string Value);

    private sealed record KnownStream(string Key, uint KeyId, string Salt, string Scope, string Field, Guid Row, int Length, int SealedLength, string SealedSha256);

    private sealed record KnownIndex(string Key, string Label, string Value, string Bits128, long Bits64, int Bits14);

    private sealed record KnownStore(
        int Epoch, string Root, string WrappedEpoch, uint KeyId, string Scope, string WrappedKey, string Field, Guid Row, string Text, string Value);
}
