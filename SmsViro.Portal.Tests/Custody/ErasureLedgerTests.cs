using SmsViro.Core.Custody;
using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Tests.Custody;

/// <summary>The record of erasures: appended, chained, and refused when it is not the one that was written.</summary>
public sealed class ErasureLedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smsviro-ledger-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "deep", "erasures.ledger");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Numbers_its_lines_and_reads_them_back()
    {
        using var ledger = Open();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var scopes = new[] { Scope.User(UserId.New()), Scope.Account(AccountId.New()) };

        await ledger.AppendAsync(first, scopes, Cancel);
        await ledger.AppendAsync(second, [scopes[0]], Cancel);

        using var another = Open();
        var lines = await another.LinesAsync(Cancel);
        Assert.Equal([1L, 2L], lines.Select(line => line.Number));
        Assert.Equal(scopes, lines[0].Scopes);
        Assert.Equal(second, lines[1].Request);
    }

    [Fact]
    public async Task A_request_is_written_once_unless_it_ends_more_than_before()
    {
        using var ledger = Open();
        var request = Guid.CreateVersion7();
        var (one, two) = (Scope.User(UserId.New()), Scope.Account(AccountId.New()));

        await ledger.AppendAsync(request, [one], Cancel);
        await ledger.AppendAsync(request, [one], Cancel);
        Assert.Single(await ledger.LinesAsync(Cancel));

        await ledger.AppendAsync(request, [one, two], Cancel);
        Assert.Equal(2, (await ledger.LinesAsync(Cancel)).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_line_that_was_changed_or_removed_is_noticed_and_nothing_is_appended_behind_it(int line)
    {
        using var ledger = Open();
        for (var again = 0; again < 3; again++) await ledger.AppendAsync(Guid.CreateVersion7(), [Scope.User(UserId.New())], Cancel);
        var lines = await System.IO.File.ReadAllLinesAsync(File, Cancel);

        await System.IO.File.WriteAllLinesAsync(File, lines.Where((_, at) => at != line), Cancel);
        await Assert.ThrowsAsync<LedgerBrokenException>(() => ledger.AppendAsync(Guid.CreateVersion7(), [Scope.User(UserId.New())], Cancel));

        lines[line] = lines[line].Replace("user/", "user/0", StringComparison.Ordinal);
        await System.IO.File.WriteAllLinesAsync(File, lines, Cancel);
        await Assert.ThrowsAsync<LedgerBrokenException>(() => ledger.LinesAsync(Cancel));
    }

    [Fact]
    public async Task Two_processes_that_append_at_once_both_get_their_line()
    {
        using var one = Open();
        using var two = Open();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(at => (at % 2 == 0 ? one : two).AppendAsync(Guid.CreateVersion7(), [Scope.User(UserId.New())], Cancel)));

        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), (await one.LinesAsync(Cancel)).Select(line => line.Number));
    }

    private ErasureLedger Open() => new(new CustodyOptions { LedgerPath = File }, TimeProvider.System);
}
