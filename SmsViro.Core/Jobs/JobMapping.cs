using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Jobs;

internal sealed class JobMapping : Mapping<Job>
{
    public override void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("Jobs");
        builder.Ignore(job => job.HasEnded);
        builder.Property(job => job.Kind).HasMaxLength(60);
        builder.Property(job => job.Words).HasMaxLength(200);
        builder.Property(job => job.Failure).HasMaxLength(200);

        // Asking twice for the same work is asking once.
        builder.HasIndex(job => new { job.Kind, job.About }).IsUnique();
        builder.HasIndex(job => new { job.State, job.DueAt });
    }

    protected override void Declare(Columns<Job> columns)
    {
        columns.Called("Background work").Expires(job => job.EndedAt, KeptFor.ForDays(30, "30 days after it ended"));
        columns.NotPersonal("an id of ours", job => job.Id, job => job.About, job => job.Lease);
        columns.NotPersonal("a word of the program's", job => job.Kind, job => job.Words, job => job.Failure);
        columns.NotPersonal(
            "how the machine's work went, whoever it was for",
            job => job.State, job => job.Attempts, job => job.AddedAt, job => job.DueAt, job => job.LeasedUntil, job => job.CancelAsked, job => job.Progress, job => job.EndedAt);
    }
}

internal sealed class ScheduleMapping : Mapping<Schedule>
{
    public override void Configure(EntityTypeBuilder<Schedule> builder)
    {
        builder.ToTable("Schedules");
        builder.HasKey(schedule => schedule.Kind);
        builder.Property(schedule => schedule.Kind).HasMaxLength(60);
    }

    protected override void Declare(Columns<Schedule> columns)
    {
        columns.Called("Schedules");
        columns.NotPersonal("when the machine last swept", schedule => schedule.Kind, schedule => schedule.LastRunAt);
    }
}
