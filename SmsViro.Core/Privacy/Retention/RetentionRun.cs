using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy.Retention;

/// <summary>What one rule did in one run.</summary>
public sealed class RetentionRun
{
    public Guid Id { get; init; }

    /// <summary>When the run began; the same for all its rules.</summary>
    public DateTimeOffset At { get; init; }

    public required string Rule { get; init; }

    /// <summary>What was counted before anything was touched.</summary>
    public long Over { get; init; }

    public long Held { get; init; }

    public long Forgotten { get; init; }

    /// <summary>True when it broke; the run is tried again.</summary>
    public bool Failed { get; init; }
}

/// <summary>The table of runs, seen as if the context declared it.</summary>
public static class RetentionTables
{
    extension(PortalDbContext db)
    {
        public DbSet<RetentionRun> RetentionRuns => db.Set<RetentionRun>();
    }
}

internal sealed class RetentionRunMapping : Mapping<RetentionRun>
{
    public override void Configure(EntityTypeBuilder<RetentionRun> builder)
    {
        builder.ToTable("RetentionRuns");
        builder.Property(run => run.Rule).HasMaxLength(100);
        builder.HasIndex(run => run.At);
    }

    protected override void Declare(Columns<RetentionRun> columns)
    {
        columns.Called("Runs of the retention").Expires(run => run.At, KeptFor.ForYears(3, "3 years after the run"));
        columns.NotPersonal("an id of ours", run => run.Id);
        columns.NotPersonal("how many rows of everybody together a rule forgot", run => run.At, run => run.Rule, run => run.Over, run => run.Held, run => run.Forgotten, run => run.Failed);
    }
}
