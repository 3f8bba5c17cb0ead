using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Runs a theory once on each database: its first argument is the <see cref="Database"/>, the rest are <paramref name="values"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnBothDatabasesAttribute(params object?[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Database>().Select(database => new TheoryDataRow([database, .. values]))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
