using CsCheck;
using SmsViro.Core.Encryption;

namespace SmsViro.Portal.Tests.Encryption;

public class BlindIndexTests
{
    private static readonly Field Email = new("email.v1");
    private static readonly Field Phone = new("phone.v1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_value_is_found_again_by_another_process()
    {
        await using var fixture = new VaultFixture();
        var index = await fixture.Vault.IndexAsync(Scope.IndexLogin, Cancel);
        var other = await fixture.Another().IndexAsync(Scope.IndexLogin, Cancel);

        Gen.String.Sample(value =>
            index.Compute(Email, value).AsSpan().SequenceEqual(other.Compute(Email, value)) &&
            index.Compute64(Email, value) == other.Compute64(Email, value) &&
            index.Compute14(Email, value) == other.Compute14(Email, value) && index.Compute14(Email, value) is >= 0 and < 1 << 14);
    }

    [Fact]
    public async Task The_same_value_is_unrelated_in_another_scope_or_under_another_label()
    {
        await using var fixture = new VaultFixture();
        var index = await fixture.Vault.IndexAsync(Scope.IndexLogin, Cancel);
        var elsewhere = await fixture.Vault.IndexAsync(Scope.IndexPhone, Cancel);

        Assert.NotEqual(index.Compute(Phone, "359888123456"), elsewhere.Compute(Phone, "359888123456"));
        Assert.NotEqual(index.Compute(Phone, "359888123456"), index.Compute(Email, "359888123456"));
        Assert.NotEqual(index.Compute64(Phone, "359888123456"), index.Compute64(Phone, "359888123457"));
    }

    [Fact]
    public async Task A_shredded_index_computes_nothing()
    {
        await using var fixture = new VaultFixture();
        var index = await fixture.Vault.IndexAsync(Scope.IndexPhone, Cancel);

        await fixture.Vault.ShredAsync(Scope.IndexPhone, Guid.CreateVersion7(), Cancel);

        Assert.Throws<ScopeShreddedException>(() => index.Compute(Phone, "359888123456"));
    }

    [Fact]
    public async Task Eight_threads_compute_on_one_index()
    {
        await using var fixture = new VaultFixture();
        var index = await fixture.Vault.IndexAsync(Scope.IndexPhone, Cancel);
        var expected = Enumerable.Range(0, 1_000).Select(i => index.Compute64(Phone, $"359888{i}")).ToArray();

        Parallel.For(0, 8, _ => Assert.All(expected.Index(), pair => Assert.Equal(pair.Item, index.Compute64(Phone, $"359888{pair.Index}"))));
    }
}
