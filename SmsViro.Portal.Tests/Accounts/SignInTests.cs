using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Storage;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Accounts;

public sealed class SignInTests
{
    [Theory, OnBothDatabases]
    public async Task Known_and_unknown_addresses_hear_the_same_five_times_and_then_rest(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");

        foreach (var email in new[] { "amara@example.org", "nobody@example.org" })
        {
            for (var times = 0; times < PasswordProof.MostTries; times++) Assert.Equal(SignInAnswer.Wrong, (await desk.SignInAsync(email, "not hers")).Answer);
            Assert.Equal(SignInAnswer.Locked, (await desk.SignInAsync(email, "not hers")).Answer);
        }

        Assert.Equal(SignInAnswer.Locked, (await desk.SignInAsync("amara@example.org")).Answer);
        desk.Store.Clock.Advance(PasswordProof.LockedFor);
        Assert.Equal(SignInAnswer.SignedIn, (await desk.SignInAsync("amara@example.org")).Answer);
    }

    [Theory, OnBothDatabases]
    public async Task Forty_guesses_at_once_are_still_five(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(guess => desk.SignInAsync("amara@example.org", $"guess {guess}")));

        Assert.Equal(PasswordProof.MostTries, answers.Count(answer => answer.Answer is SignInAnswer.Wrong));
        Assert.Equal(40 - PasswordProof.MostTries, answers.Count(answer => answer.Answer is SignInAnswer.Locked));
    }

    [Theory, OnBothDatabases]
    public async Task A_right_password_gives_the_tries_back(Database database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await desk.WelcomeAsync("amara@example.org");

        for (var round = 0; round < 3; round++)
        {
            for (var times = 0; times < PasswordProof.MostTries - 1; times++) await desk.SignInAsync("amara@example.org", "not hers");
            Assert.Equal(SignInAnswer.SignedIn, (await desk.SignInAsync("amara@example.org")).Answer);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Refusing_an_unknown_address_costs_as_much_hashing_as_a_known_one(Database database)
    {
        var counting = new CountingHasher();
        await using var desk = await Desk.OpenAsync(database, services => services.AddSingleton<IPasswordHasher<PortalUser>>(counting));
        await desk.WelcomeAsync("amara@example.org");

        Assert.Equal(await CostAsync("amara@example.org"), await CostAsync("nobody@example.org"));

        async Task<int> CostAsync(string email)
        {
            var before = counting.Compared;
            await desk.SignInAsync(email, "not hers");
            return counting.Compared - before;
        }
    }

    [Fact]
    public async Task Two_passwords_are_hashed_at_once_fifty_wait_and_the_next_is_refused()
    {
        using var gate = new HashingGate();
        using var open = new ManualResetEventSlim();

        var running = Enumerable.Range(0, 52).Select(_ => gate.RunAsync(() => { open.Wait(Desk.Cancel); return "hashed"; }, Desk.Cancel)).ToList();
        Assert.Null(await gate.RunAsync(() => "hashed", Desk.Cancel));

        open.Set();
        Assert.All(await Task.WhenAll(running), Assert.NotNull);
        Assert.NotNull(await gate.RunAsync(() => "hashed", Desk.Cancel));
    }

    [Fact]
    public void Passwords_are_hashed_210_000_times_with_SHA_512()
    {
        var services = new ServiceCollection().AddAccounts().BuildServiceProvider();

        var hash = Convert.FromBase64String(services.GetRequiredService<IPasswordHasher<PortalUser>>().HashPassword(new PortalUser { AccountId = default }, "any"));

        // Identity's format 3 := { 01 | pseudo-random function (4) | rounds (4) | ... }, big-endian; function 2 is HMAC-SHA512.
        Assert.Equal((1, 2, 210_000), (hash[0], System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5))));
    }

    private sealed class CountingHasher : IPasswordHasher<PortalUser>
    {
        private readonly PasswordHasher<PortalUser> _real = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }));
        private int _compared;

        public int Compared => _compared;

        public string HashPassword(PortalUser user, string password) => _real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _compared);
            return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
