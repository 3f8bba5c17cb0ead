using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Core.Storage.Keys;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Encryption.Roots;

/// <summary>Root keys on a PKCS#11 token: made there, used there, and nothing opens without it.</summary>
public class Pkcs11RootKeyTests
{
    private const int Epoch = 692;

    private static readonly Field Name = new("user.name");
    private static readonly Guid Row = Guid.Parse("0199d3a0-0000-7000-8000-00000000000a");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wraps_and_unwraps_on_the_token_in_the_same_epoch_and_context_only()
    {
        var roots = new Pkcs11RootKeyProvider(SoftToken.Create().Options());
        await roots.CreateAsync(Epoch, Cancel);
        await roots.CreateAsync(Epoch, Cancel);
        await roots.CreateAsync(Epoch + 1, Cancel);
        byte[] key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

        var wrapped = await roots.WrapAsync(Epoch, key, "here", Cancel);

        Assert.Equal([Epoch, Epoch + 1], await roots.ListAsync(Cancel));
        Assert.Equal(key, await roots.UnwrapAsync(Epoch, wrapped, "here", Cancel));
        Assert.Equal(-1, wrapped.AsSpan().IndexOf(key.AsSpan(0, 8)));
        await RefusesAsync("does not fit the key store", () => roots.UnwrapAsync(Epoch, wrapped, "there", Cancel));
        await RefusesAsync("does not fit the key store", () => roots.UnwrapAsync(Epoch + 1, wrapped, "here", Cancel));
        await RefusesAsync("does not fit the key store", () => roots.UnwrapAsync(Epoch, wrapped.AsMemory(1), "here", Cancel));
        for (var bit = 0; bit < wrapped.Length; bit += 7)
        {
            var flipped = wrapped.ToArray();
            flipped[bit] ^= 1;
            await RefusesAsync("does not fit the key store", () => roots.UnwrapAsync(Epoch, flipped, "here", Cancel));
        }
    }

    [Fact]
    public async Task A_destroyed_root_key_is_gone_from_the_token()
    {
        var token = SoftToken.Create();
        var roots = new Pkcs11RootKeyProvider(token.Options());
        await roots.CreateAsync(Epoch, Cancel);
        var wrapped = await roots.WrapAsync(Epoch, new byte[32], "here", Cancel);
        Assert.True(await roots.HoldsAsync(Epoch, Cancel));

        await roots.DestroyAsync(Epoch, Cancel);
        await roots.DestroyAsync(Epoch, Cancel);

        Assert.Empty(await roots.ListAsync(Cancel));
        Assert.False(await roots.HoldsAsync(Epoch, Cancel));
        Assert.Equal(TimeSpan.Zero, roots.DestroyDelay);
        await RefusesAsync($"The root key of epoch 692 is not on the token {token.Label}: connect the token that holds it.", () => roots.UnwrapAsync(Epoch, wrapped, "here", Cancel));
    }

    [Fact]
    public async Task Keys_made_at_once_under_one_label_open_what_each_wrapped()
    {
        var token = SoftToken.Create();
        var roots = new Pkcs11RootKeyProvider(token.Options());
        List<byte[]> wrapped = [];
        for (var keys = 0; keys < 4; keys++)
        {
            token.AddKey("smsviro-root-692");
            wrapped.Add(await roots.WrapAsync(Epoch, new byte[32], "race", Cancel));
        }

        foreach (var one in wrapped)
            Assert.Equal(new byte[32], await roots.UnwrapAsync(Epoch, one, "race", Cancel));

        Assert.Equal([Epoch], await roots.ListAsync(Cancel));
        await roots.DestroyAsync(Epoch, Cancel);
        Assert.Empty(await roots.ListAsync(Cancel));
    }

    [Fact]
    public async Task A_wrong_PIN_is_refused_and_not_tried_again()
    {
        var token = SoftToken.Create();
        token.Write("4711-wrong");
        var roots = new Pkcs11RootKeyProvider(token.Options());
        var sentence = $"The token {token.Label} refuses the PIN: put the right one where Keys:Pkcs11:PinFile points, then start again.";

        // Enough tries to lock the token, had they reached it.
        for (var tries = 0; tries < 20; tries++)
        {
            var refused = await RefusesAsync(sentence, () => roots.WrapAsync(Epoch, new byte[32], "here", Cancel));
            Assert.DoesNotContain("4711-wrong", refused.ToString(), StringComparison.Ordinal);
        }

        token.Write("4711-right");
        Assert.Empty(await new Pkcs11RootKeyProvider(token.Options()).ListAsync(Cancel));
    }

    [Fact]
    public async Task A_PIN_that_others_may_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("This file system has no modes.");
            return;
        }

        var options = SoftToken.Create().Options();
        File.SetUnixFileMode(options.PinFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        await RefusesAsync("set the file that Keys:Pkcs11:PinFile names to mode 0600.", () => new Pkcs11RootKeyProvider(options).CreateAsync(Epoch, Cancel));
        await RefusesAsync("make the file that Keys:Pkcs11:PinFile names belong to this user.", () => new Pkcs11RootKeyProvider(NoPin(options)).CreateAsync(Epoch, Cancel));
    }

    [Fact]
    public async Task A_library_or_a_token_that_is_not_there_is_named()
    {
        var token = SoftToken.Create();
        var options = token.Options();
        options.Token = "another";
        await RefusesAsync("The token another is not there: connect it, or set Keys:Pkcs11:Token to the label of the one that is.", () => new Pkcs11RootKeyProvider(options).CreateAsync(Epoch, Cancel));

        options.Library = "/nowhere/libtoken.so";
        await RefusesAsync("set Keys:Pkcs11:Library to the full path", () => new Pkcs11RootKeyProvider(options).CreateAsync(Epoch, Cancel));
    }

    [Fact]
    public async Task Without_its_token_a_running_portal_serves_what_it_has_for_five_minutes_and_then_nothing()
    {
        var token = SoftToken.Create();
        var clock = new FakeTimeProvider(new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        using var store = new SqliteKeyStore(Path.Combine(Scratch.Folder("token"), "keys.db"));
        await using var vault = new Vault(store, new Pkcs11RootKeyProvider(token.Options()), clock);
        await vault.StartAsync(dataExists: false, Cancel);
        var (hers, his) = (Scope.Parse("user/her"), Scope.Parse("user/his"));
        var value = (await vault.OpenAsync(hers, Cancel)).Seal(Name, Row, "Ada");
        await vault.OpenAsync(his, Cancel);
        vault.Evict(his);

        token.PullOut();
        await vault.TickAsync();

        Assert.Equal("Ada", (await vault.FindAsync(hers, Cancel)).Open(Name, Row, value).Text);
        await RefusesAsync("was taken away or switched off while the portal ran", async () => await vault.FindAsync(his, Cancel));
        await RefusesAsync("was taken away or switched off while the portal ran", async () => await vault.OpenAsync(Scope.Parse("user/new"), Cancel));

        clock.Advance(TimeSpan.FromMinutes(5));
        await vault.TickAsync();
        await RefusesAsync("was taken away or switched off while the portal ran", async () => await vault.FindAsync(hers, Cancel));

        // A process that starts now has nothing to serve.
        await using var another = new Vault(store, new Pkcs11RootKeyProvider(token.Options()), clock);
        await RefusesAsync($"The token {token.Label} is not there", async () => await Started(another));

        token.PutBack();
        await vault.TickAsync();
        Assert.Equal("Ada", (await vault.FindAsync(hers, Cancel)).Open(Name, Row, value).Text);
    }

    private static async ValueTask<bool> Started(Vault vault)
    {
        await vault.StartAsync(dataExists: true, Cancel);
        return true;
    }

    private static Pkcs11Options NoPin(Pkcs11Options options) => new() { Library = options.Library, Token = options.Token, PinFile = "/nowhere/pin" };

    private static async Task<KeysException> RefusesAsync(string sentence, Func<ValueTask> errand)
    {
        var refused = await Assert.ThrowsAsync<KeysException>(async () => await errand());
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        return refused;
    }

    private static Task<KeysException> RefusesAsync<T>(string sentence, Func<ValueTask<T>> errand) => RefusesAsync(sentence, async () => { await errand(); });
}
