using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Storage;

/// <summary>The check between a change and a build: every stored column declared, every category used for something. Touches no key, file or port.</summary>
public static class PrivacyGate
{
    public static DataMap Map { get; } = DataMap.Of(Assembly.GetExecutingAssembly());

    /// <summary>Every breach of the law of declarations; empty when the house may be built.</summary>
    public static IReadOnlyList<string> Breaches()
    {
        using var db = new SqliteDesignTime().CreateDbContext([]);
        return Map.Breaches(db.GetService<IDesignTimeModel>().Model);
    }
}
