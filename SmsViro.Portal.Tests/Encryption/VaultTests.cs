using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Tests.Encryption;

public class VaultTests
{
    private static readonly Field Text = new("message.text");
    private static readonly Scope Her = Scope.User(new UserId(Guid.CreateVersion7()));
    private static readonly Guid Row = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opens_what_another_process_sealed()
    {
        await using var fixture = new VaultFixture();
        var value = (await fixture.Vault.OpenAsync(Her, Cancel)).Seal(Text, Row, "Ваш код 4711 €");

        var box = await fixture.Another().FindAsync(Her, Cancel);

        Assert.Equal(new Opened(OpenStatus.Ok, "Ваш код 4711 €"), box.Open(Text, Row, value));
    }

    [Fact]
    public async Task Finding_a_scope_makes_no_key_and_reads_everything_as_erased()
    {
        await using var fixture = new VaultFixture();
        var value = (await fixture.Vault.OpenAsync(Her, Cancel)).Seal(Text, Row, "text");
        var nobody = Scope.User(new UserId(Guid.CreateVersion7()));

        var box = await fixture.Vault.FindAsync(nobody, Cancel);

        Assert.True(box.IsClosed);
        Assert.Equal(OpenStatus.Erased, box.Open(Text, Row, value).Status);
        Assert.Throws<InvalidOperationException>(() => box.Seal(Text, Row, "text"));
        Assert.False(fixture.Vault.TryGetCached(nobody, out _));
    }

    [Fact]
    public async Task A_shredded_scope_reads_as_erased_everywhere_and_is_never_made_again()
    {
        await using var fixture = new VaultFixture();
        var held = await fixture.Vault.OpenAsync(Her, Cancel);
        var value = held.Seal(Text, Row, "text");
        var other = fixture.Another();
        var heard = 0;
        fixture.Vault.Changed += () => heard++;

        await fixture.Vault.ShredAsync(Her, Guid.CreateVersion7(), Cancel);

        Assert.Equal(1, heard);
        Assert.Equal(OpenStatus.Erased, held.Open(Text, Row, value).Status);
        Assert.Throws<ScopeShreddedException>(() => held.Seal(Text, Row, "late"));
        foreach (var vault in new[] { fixture.Vault, other })
        {
            Assert.Equal(OpenStatus.Erased, (await vault.FindAsync(Her, Cancel)).Open(Text, Row, value).Status);
            await Assert.ThrowsAsync<ScopeShreddedException>(() => vault.OpenAsync(Her, Cancel).AsTask());
            await Assert.ThrowsAsync<ScopeShreddedException>(() => vault.IndexAsync(Her, Cancel).AsTask());
        }
    }

    [Fact]
    public async Task Shredding_a_scope_that_never_had_a_key_forbids_it_one()
    {
        await using var fixture = new VaultFixture();

        await fixture.Vault.ShredAsync(Her, Guid.CreateVersion7(), Cancel);
        await fixture.Vault.ShredAsync(Her, Guid.CreateVersion7(), Cancel);

        await Assert.ThrowsAsync<ScopeShreddedException>(() => fixture.Vault.OpenAsync(Her, Cancel).AsTask());
    }

    [Fact]
    public async Task Sixteen_who_race_for_a_new_scope_get_one_key()
    {
        await using var fixture = new VaultFixture();
        var vaults = Enumerable.Range(0, 16).Select(_ => fixture.Another()).ToArray();

        var boxes = await Task.WhenAll(vaults.Select(vault => Task.Run(async () => await vault.OpenAsync(Her, Cancel), Cancel)));

        var values = boxes.Select(box => box.Seal(Text, Row, "one key")).ToArray();
        Assert.All(boxes, box => Assert.All(values, value => Assert.Equal("one key", box.Open(Text, Row, value).Text)));
    }
}
