using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage.Sqlite;

/// <summary>Owns the SQLite migrations; the model itself is <see cref="PortalDbContext"/>.</summary>
public sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.AddValues();

        // SQLite has no date-time type it can sort, so instants are kept as UTC ticks; ids are 16 bytes that sort by age, not 36 letters.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Guid>().HaveConversion<GuidBytes>();
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdBytes>();
        configurationBuilder.Properties<AccountId>().HaveConversion<AccountIdBytes>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class GuidBytes() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    private sealed class UserIdBytes() : ValueConverter<UserId, byte[]>(id => id.Value.ToByteArray(true), bytes => new UserId(new Guid(bytes, true)));

    private sealed class AccountIdBytes() : ValueConverter<AccountId, byte[]>(id => id.Value.ToByteArray(true), bytes => new AccountId(new Guid(bytes, true)));
}
