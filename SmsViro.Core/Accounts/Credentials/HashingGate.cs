using System.Threading.RateLimiting;

namespace SmsViro.Core.Accounts.Credentials;

/// <summary>Lets two passwords be hashed at once and fifty wait; the next is refused, so that a flood of sign-ins cannot starve open pages of the processor.</summary>
public sealed class HashingGate : IDisposable
{
    private readonly ConcurrencyLimiter _places = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = 2,
        QueueLimit = 50,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Runs <paramref name="hash"/> off the caller's thread; null when too many wait.</summary>
    public async Task<T?> RunAsync<T>(Func<T> hash, CancellationToken cancel)
        where T : class
    {
        using var place = await _places.AcquireAsync(1, cancel);
        return place.IsAcquired ? await Task.Run(hash, cancel) : null;
    }

    public void Dispose() => _places.Dispose();
}
