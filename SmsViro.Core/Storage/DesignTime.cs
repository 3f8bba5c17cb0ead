using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmsViro.Core.Storage.Postgres;
using SmsViro.Core.Storage.Sqlite;

namespace SmsViro.Core.Storage;

internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    public SqlitePortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=design.db").UseIdentitySchema().Options);
}

internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresPortalDbContext>
{
    public PostgresPortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql("Host=design").UseIdentitySchema().Options);
}
