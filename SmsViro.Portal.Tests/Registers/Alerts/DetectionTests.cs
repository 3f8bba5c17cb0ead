using SmsViro.Core.Registers.Alerts;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Registers.Alerts;

/// <summary>What is unusual, at the edge of each rule: one fewer is not, and neither is one that lies a whole window back.</summary>
public class DetectionTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly UserId Priya = UserId.New();

    public static TheoryData<AlertKind, int, TimeSpan> Rules
    {
        get
        {
            var data = new TheoryData<AlertKind, int, TimeSpan>();
            foreach (var rule in new AlertOptions().Rules) data.Add(rule.Kind, rule.Least, rule.Window);
            return data;
        }
    }

    [Theory, MemberData(nameof(Rules))]
    [Promise("P4.4")]
    public void One_fewer_is_no_alert_and_the_next_is(AlertKind kind, int least, TimeSpan window)
    {
        var rules = new AlertOptions().Rules;
        var enough = Many(kind, least, TimeSpan.FromTicks((window.Ticks - 1) / least));

        Assert.DoesNotContain(Detection.In(enough.SkipLast(1), rules), found => found.Count == least);
        Assert.Contains(new Suspicion(kind, Priya, "", enough[0].At, enough[^1].At, least), Detection.In(enough, [new(kind, least, window)]));
    }

    [Theory, MemberData(nameof(Rules))]
    [Promise("P4.4")]
    public void The_first_counts_until_a_whole_window_has_passed(AlertKind kind, int least, TimeSpan window)
    {
        AlertRule[] rule = [new(kind, least, window)];
        var early = Many(kind, least - 1, TimeSpan.Zero);

        Assert.Single(Detection.In([.. early, One(kind, Start + window - TimeSpan.FromTicks(1))], rule));
        Assert.Empty(Detection.In([.. early, One(kind, Start + window)], rule));
    }

    [Fact]
    [Promise("P4.4")]
    public void Opening_the_same_customer_again_and_again_is_not_many_customers()
    {
        AlertRule[] rule = [new(AlertKind.MassLookup, 3, TimeSpan.FromHours(1))];
        var (ada, grace, mary) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.Empty(Detection.In(Looks(ada, grace, ada, ada, grace), rule));
        Assert.Equal(3, Assert.Single(Detection.In(Looks(ada, grace, ada, mary), rule)).Count);

        // Of one whom she opened twice the later time counts on while the earlier one leaves.
        Assert.Equal(3, Assert.Single(Detection.In([Look(ada, 0), Look(ada, 30), Look(grace, 61), Look(mary, 62)], rule)).Count);
    }

    [Fact]
    public void Searches_in_vain_leave_the_window_with_their_time()
    {
        AlertRule[] rule = [new(AlertKind.MassLookup, 2, TimeSpan.FromHours(1))];
        Sign Vain(int minute) => Look(Guid.CreateVersion7(), minute) with { IsInVain = true };

        Assert.Equal((3, 2), Said([Vain(0), Vain(1), Look(Guid.CreateVersion7(), 2)]));
        Assert.Equal((3, 1), Said([Vain(0), Vain(30), Look(Guid.CreateVersion7(), 61), Look(Guid.CreateVersion7(), 62)]));
        Assert.Equal((2, 0), Said(Looks(Guid.CreateVersion7(), Guid.CreateVersion7())));

        (int, int) Said(IEnumerable<Sign> signs) => Detection.In(signs, rule).Select(found => (found.Count, found.InVain)).Single();
    }

    [Fact]
    public void What_two_people_did_is_not_added_up()
    {
        var hers = Many(AlertKind.MassExport, 3, TimeSpan.FromMinutes(1));
        var his = hers.Select(sign => sign with { About = UserId.New() });

        Assert.Empty(Detection.In(hers.Zip(his, (one, other) => (Sign[])[one, other]).SelectMany(both => both), [new(AlertKind.MassExport, 4, TimeSpan.FromDays(1))]));
    }

    [Fact]
    public void The_fullest_window_is_told_whenever_somebody_looks()
    {
        AlertRule[] rule = [new(AlertKind.MassExport, 3, TimeSpan.FromHours(1))];
        Sign[] signs = [.. Many(AlertKind.MassExport, 3, TimeSpan.FromMinutes(1)), .. Many(AlertKind.MassExport, 5, TimeSpan.FromMinutes(1), Start.AddHours(5)), One(AlertKind.MassExport, Start.AddHours(9))];

        Assert.Equal([new Suspicion(AlertKind.MassExport, Priya, "", Start.AddHours(5), Start.AddHours(5).AddMinutes(4), 5)], Detection.In(signs.Reverse(), rule));
    }

    [Fact]
    public void A_day_of_many_is_found_though_no_hour_has_many()
    {
        var options = new AlertOptions();
        var slow = Many(AlertKind.MassLookup, options.LookupsInADay, TimeSpan.FromMinutes(10));

        Assert.Equal(options.LookupsInADay, Assert.Single(Detection.In(slow, options.Rules)).Count);
        Assert.Empty(Detection.In(slow.Skip(1), options.Rules));
    }

    private static Sign[] Many(AlertKind kind, int count, TimeSpan apart, DateTimeOffset? from = null) =>
        [.. Enumerable.Range(0, count).Select(number => One(kind, (from ?? Start) + (number * apart)))];

    private static Sign One(AlertKind kind, DateTimeOffset at) => new(kind, Priya, Guid.CreateVersion7(), at);

    private static IEnumerable<Sign> Looks(params Guid[] people) => people.Select((person, minute) => Look(person, minute));

    private static Sign Look(Guid person, int minute) => new(AlertKind.MassLookup, Priya, person, Start.AddMinutes(minute));
}
