using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Auditing;

/// <summary>Leave for one member of staff to look at one customer, for a while. Only <see cref="OpenDoor"/> makes one, and only after the look was recorded.</summary>
public sealed class AccessGrant
{
    internal AccessGrant(UserId staff, DataSubject subject, AuditEntry look, DateTimeOffset until) => (Staff, Subject, Look, Entry, Until) = (staff, subject, look.Id, look.Number, until);

    public UserId Staff { get; }

    public DataSubject Subject { get; }

    /// <summary>The id of the entry that records it.</summary>
    internal Guid Look { get; }

    /// <summary>The entry of the trail that records it.</summary>
    public long Entry { get; }

    public DateTimeOffset Until { get; }

    /// <summary>Stops code that holds a grant for somebody else or a stale one: that is a defect, not a refusal.</summary>
    public void Require(UserId subject, DateTimeOffset now)
    {
        if (subject != Subject.User || now > Until) throw new InvalidOperationException("This grant is for another customer, or its time is over.");
    }
}
