using Npgsql;

namespace SmsViro.Portal.Tests.Doubles;

public class PostgresServerTests
{
    [Fact]
    public async Task A_clone_holds_what_its_template_was_filled_with_and_no_clone_sees_another()
    {
        Requires.Postgres();

        await using var first = await PostgresServer.CloneDatabaseAsync(nameof(PostgresServerTests), FillAsync);
        await using var second = await PostgresServer.CloneDatabaseAsync(nameof(PostgresServerTests), FillAsync);
        await RunAsync(first.ConnectionString, "insert into marks values (2)");

        Assert.Equal(3L, await RunAsync(first.ConnectionString, "select sum(mark) from marks"));
        Assert.Equal(1L, await RunAsync(second.ConnectionString, "select sum(mark) from marks"));
    }

    private static async Task FillAsync(string connectionString)
    {
        await RunAsync(connectionString, "create table marks (mark int)");
        await RunAsync(connectionString, "insert into marks values (1)");
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
