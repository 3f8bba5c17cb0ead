using Microsoft.EntityFrameworkCore;

namespace SmsViro.Core.Storage.Postgres;

/// <summary>Owns the PostgreSQL migrations; the model itself is <see cref="PortalDbContext"/>.</summary>
public sealed class PostgresPortalDbContext(DbContextOptions<PostgresPortalDbContext> options) : PortalDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.AddValues();
}
