using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Accounts;
using SmsViro.Core.Encryption;
using SmsViro.Core.Notices;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>A code on its way to a phone; in memory alone. A class and not a record: nothing may print it by accident.</summary>
internal sealed class CodeErrand(PhoneNumber number, string code, string network)
{
    public PhoneNumber Number => number;

    public string Code => code;

    public string Network => network;
}

/// <summary>
/// Sends codes after the page has answered, so that the answer's time tells nothing: counts them by number, prefix and network address, and hands them to the courier.
/// A code lost with the process is asked for again.
/// </summary>
public sealed partial class CodeSender(
    WriteQueue writes, Vault vault, ITextCourier courier, AccountLinks links, RecipientOptions options, TimeProvider clock, ILogger<CodeSender> log) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private const int PrefixDigits = 7;

    private readonly Channel<CodeErrand> _errands = Channel.CreateBounded<CodeErrand>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    internal void Post(CodeErrand errand) => _errands.Writer.TryWrite(errand);

    /// <summary>Sends what waits now; the worker's turn, and a test's.</summary>
    internal async Task SendWaitingAsync(CancellationToken cancel)
    {
        while (_errands.Reader.TryRead(out var errand)) await SendAsync(errand, cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _errands.Reader.WaitToReadAsync(stoppingToken))
        {
            try
            {
                await SendWaitingAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is StorageUnavailableException or System.Data.Common.DbException or KeysException)
            {
                NotSent(failure.GetType().Name);
            }
        }
    }

    private async Task SendAsync(CodeErrand errand, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (hour, day) = (now.ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture), now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var (endOfHour, endOfDay) = (new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour + 1), TimeSpan.Zero), new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
        var index = await vault.IndexAsync(Scope.IndexPhone, cancel);
        var digits = errand.Number.Msisdn;

        long Key(string what) => index.Compute64(RecipientFields.Quota, what);
        var network = Key($"network|{hour}|{errand.Network}");
        var number = Key($"number|{day}|{digits}");
        var prefix = Key($"prefix|{hour}|{digits[..Math.Min(PrefixDigits, digits.Length)]}");

        // A network is counted for asking; a number and its neighbours only for what is sent, or a stranger's asking would use them up.
        var allowed = await writes.RunAsync(
            db => Take(db, network, endOfHour, options.CodesPerAddress)
                && IsLeft(db, number, options.CodesPerNumber) && IsLeft(db, prefix, options.CodesPerPrefix)
                && Take(db, number, endOfDay, options.CodesPerNumber) && Take(db, prefix, endOfHour, options.CodesPerPrefix),
            cancel: cancel);
        if (allowed) await courier.SendAsync(errand.Number, TextOf(errand.Code), cancel);
    }

    private string TextOf(string code) =>
        $"{code} is your SMSViro code to see who texted you, good for 10 minutes. Not you? Stop codes for ever: answer STOP or see {links.Recipient()}";

    private static bool IsLeft(PortalDbContext db, long key, int most) => db.CodeCounts.Find(key) is not { } found || found.Count < most;

    private static bool Take(PortalDbContext db, long key, DateTimeOffset until, int most)
    {
        if (db.CodeCounts.Find(key) is not { } found) db.CodeCounts.Add(found = new CodeCount { Key = key, Until = until });
        return ++found.Count <= most;
    }

    [LoggerMessage(LogLevel.Warning, "A code could not be sent ({Kind})")]
    private partial void NotSent(string kind);
}
