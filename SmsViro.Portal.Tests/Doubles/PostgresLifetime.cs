[assembly: AssemblyFixture(typeof(SmsViro.Portal.Tests.Doubles.PostgresLifetime))]

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Takes the shared PostgreSQL down with the run.</summary>
public sealed class PostgresLifetime : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await PostgresServer.StopSharedAsync();
}
