using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SmsViro.Core.Storage;

/// <summary>Identity asks the application's services which schema it has; without an answer the passkey table is silently missing.</summary>
internal static class IdentitySchema
{
    private static readonly ServiceProvider Answer =
        new ServiceCollection().Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    public static DbContextOptionsBuilder<TContext> UseIdentitySchema<TContext>(this DbContextOptionsBuilder<TContext> builder)
        where TContext : DbContext
    {
        builder.UseApplicationServiceProvider(Answer);
        return builder;
    }

    public static DbContextOptionsBuilder UseIdentitySchema(this DbContextOptionsBuilder builder) => builder.UseApplicationServiceProvider(Answer);
}
