using Microsoft.Extensions.Time.Testing;
using SmsViro.Core.Encryption;

namespace SmsViro.Portal.Tests.Encryption;

public class BoxCacheTests
{
    private static readonly Field Text = new("message.text");
    private static readonly Guid Row = Guid.CreateVersion7();
    private static readonly Scope Her = Scope.Parse("user/her");

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_box_leaves_after_five_minutes_however_often_it_is_used()
    {
        var cache = new BoxCache(_clock);
        cache.Keep(NewBox(Her), cache.Drops);

        for (var minute = 0; minute < 5; minute++)
        {
            Assert.True(cache.TryGet(Her, out _));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.False(cache.TryGet(Her, out _));
    }

    [Fact]
    public void The_least_recently_used_box_leaves_first()
    {
        var cache = new BoxCache(_clock);
        for (var i = 0; i < BoxCache.Capacity; i++)
            cache.Keep(NewBox(Scope.Parse($"user/{i}")), cache.Drops);

        cache.TryGet(Scope.Parse("user/0"), out _);
        cache.Keep(NewBox(Her), cache.Drops);

        Assert.True(cache.TryGet(Scope.Parse("user/0"), out _));
        Assert.False(cache.TryGet(Scope.Parse("user/1"), out _));
        Assert.True(cache.TryGet(Scope.Parse("user/2"), out _));
        Assert.True(cache.TryGet(Her, out _));
    }

    [Fact]
    public void Of_two_boxes_of_one_scope_the_first_stays()
    {
        var cache = new BoxCache(_clock);
        var first = NewBox(Her);

        Assert.Same(first, cache.Keep(first, cache.Drops));
        Assert.Same(first, cache.Keep(NewBox(Her), cache.Drops));
    }

    [Fact]
    public void A_box_whose_keys_were_read_before_a_drop_is_not_kept()
    {
        var cache = new BoxCache(_clock);
        var before = cache.Drops;

        cache.Drop(Her);

        Assert.Null(cache.Keep(NewBox(Her), before));
        Assert.False(cache.TryGet(Her, out _));
    }

    [Fact]
    public void A_drop_wipes_the_box_in_the_cache_and_the_one_it_let_go_of()
    {
        var cache = new BoxCache(_clock);
        var held = NewBox(Her);
        var value = held.Seal(Text, Row, "text");
        cache.Keep(held, cache.Drops);
        _clock.Advance(BoxCache.Life);
        var current = NewBox(Her);
        var other = NewBox(Scope.SystemMail);
        cache.Keep(current, cache.Drops);
        cache.Keep(other, cache.Drops);
        Assert.Equal("text", held.Open(Text, Row, value).Text);

        cache.Drop(Her);

        Assert.All([held, current], box => Assert.True(box.IsClosed));
        Assert.Equal(OpenStatus.Erased, held.Open(Text, Row, value).Status);
        Assert.False(other.IsClosed);
    }

    [Fact]
    public async Task A_box_that_left_the_cache_still_serves_who_holds_it_and_counts_its_seals()
    {
        await using var fixture = new VaultFixture();
        var held = await fixture.Vault.OpenAsync(Her, Cancel);
        fixture.Clock.Advance(BoxCache.Life + TimeSpan.FromMinutes(1));
        Assert.False(fixture.Vault.TryGetCached(Her, out _));

        var value = held.Seal(Text, Row, "an hour later");
        var current = await fixture.Vault.OpenAsync(Her, Cancel);
        current.Seal(Text, Row, "beside it");
        await fixture.Vault.SweepAsync();

        Assert.NotSame(held, current);
        Assert.Equal("an hour later", current.Open(Text, Row, value).Text);
        Assert.Equal(2, Assert.Single((await fixture.Store().FindAsync(Her, Cancel)).Living).Seals);
        GC.KeepAlive(held);
    }

    [Fact]
    public async Task What_was_sealed_is_counted_when_the_portal_stops()
    {
        await using var fixture = new VaultFixture();
        var vault = fixture.Another();
        var box = await vault.OpenAsync(Her, Cancel);
        for (var i = 0; i < 10; i++)
            box.Seal(Text, Row, "text");

        await vault.DisposeAsync();

        Assert.True(box.IsClosed);
        Assert.Equal(10, Assert.Single((await fixture.Store().FindAsync(Her, Cancel)).Living).Seals);
    }

    [Fact]
    public async Task A_scope_shredded_by_another_process_opens_no_more_once_that_is_heard()
    {
        await using var fixture = new VaultFixture();
        var held = await fixture.Vault.OpenAsync(Her, Cancel);
        var untouched = await fixture.Vault.OpenAsync(Scope.SystemMail, Cancel);
        await fixture.Another().ShredAsync(Her, Guid.CreateVersion7(), Cancel);
        Assert.False(held.IsClosed);

        await fixture.Vault.FollowAsync(Cancel);

        Assert.True(held.IsClosed);
        Assert.Throws<ScopeShreddedException>(() => held.Seal(Text, Row, "late"));
        Assert.False(untouched.IsClosed);
    }

    [Fact]
    public async Task Shredding_while_others_open_leaves_nobody_a_working_box()
    {
        await using var fixture = new VaultFixture();
        for (var round = 0; round < 20; round++)
        {
            var scope = Scope.Parse($"user/{round}");
            await fixture.Vault.OpenAsync(scope, Cancel);
            fixture.Clock.Advance(BoxCache.Life);

            var opening = Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await fixture.Vault.FindAsync(scope, Cancel), Cancel)).ToArray();
            await fixture.Vault.ShredAsync(scope, Guid.CreateVersion7(), Cancel);
            await Task.WhenAll(opening);

            Assert.All(opening, opened => Assert.True(opened.Result.IsClosed));
        }
    }

    private static Box NewBox(Scope scope) => new(scope, new DataKey(7, KeyState.Active, 0, new byte[32]));
}
