using SmsViro.Core.Auditing;
using SmsViro.Core.Rights;
using SmsViro.Core.Rights.Letters;
using SmsViro.Core.Rights.Requests;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>The life of a request: what the table says, and nothing else.</summary>
public class RequestMachineTests
{
    public static TheoryData<RequestKind> Kinds => [.. Enum.GetValues<RequestKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void Of_every_pair_of_states_only_those_of_the_table_can_follow_one_another(RequestKind kind)
    {
        foreach (var from in Enum.GetValues<RequestState>())
            foreach (var to in Enum.GetValues<RequestState>().Where(to => to != from))
            {
                var request = new PrivacyRequest { Kind = kind, State = from };
                if (RequestMachine.Allows(kind, from, to)) request.State = to;
                else Assert.Throws<InvalidOperationException>(() => request.State = to);
            }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void No_end_has_a_way_out_and_every_other_state_of_a_kind_leads_to_one(RequestKind kind)
    {
        var ways = RequestMachine.Table.Where(row => row.Kinds.Contains(kind)).ToList();
        foreach (var state in Enum.GetValues<RequestState>())
        {
            if (RequestMachine.IsEnd(state)) Assert.DoesNotContain(ways, row => row.From == state);
            if (RequestMachine.IsEnd(state) || !ways.Any(row => row.To == state || row.From == state)) continue;

            var (seen, next) = (new HashSet<RequestState>(), new Queue<RequestState>([state]));
            while (next.TryDequeue(out var at))
                if (seen.Add(at))
                    foreach (var row in ways.Where(row => row.From == at)) next.Enqueue(row.To);
            Assert.Contains(seen, RequestMachine.IsEnd);
        }
    }

    [Fact]
    public void Nobody_who_has_a_request_or_wrote_its_answer_approves_it()
    {
        var (mine, theirs, third) = (Core.Values.UserId.New(), Core.Values.UserId.New(), Core.Values.UserId.New());
        var request = new PrivacyRequest { Kind = RequestKind.Rectification, State = RequestState.Review, AssignedTo = mine, ProposedBy = theirs, Outcome = RequestOutcome.Part };

        Assert.Equal(DeskRefusal.NeedsSecondPerson, RequestMachine.Refusal(request, RequestAct.Approve, mine));
        Assert.Equal(DeskRefusal.NeedsSecondPerson, RequestMachine.Refusal(request, RequestAct.Approve, theirs));
        Assert.Null(RequestMachine.Refusal(request, RequestAct.Approve, third));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void What_judges_our_own_work_is_settled_by_two_people_and_passed_on_to_nobody(RequestKind kind)
    {
        var judgesUs = kind is RequestKind.Complaint or RequestKind.DecisionReview;
        var ways = RequestMachine.Table.Where(row => row.Kinds.Contains(kind)).ToList();

        Assert.Equal(judgesUs, RequestMachine.IsSecondLook(kind));
        if (!judgesUs) return;

        Assert.DoesNotContain(ways, row => row.Act is RequestAct.Settle or RequestAct.Forward);
        Assert.All(ways.Where(row => row.To is RequestState.Responding), row => Assert.True(row.Guard.HasFlag(RequestGuard.SecondPerson)));
        Assert.Empty(RefusalGrounds.For(kind));
        RequestState[] ends = [RequestState.Fulfilled, RequestState.PartlyFulfilled, RequestState.Refused];
        string[] words = kind is RequestKind.Complaint ? ["Upheld", "Upheld in part", "Not upheld"] : ["Changed", "Changed in part", "It stands"];
        foreach (var (state, said) in ends.Zip(words))
        {
            Assert.True(RequestMachine.Allows(kind, RequestState.Responding, state));
            Assert.Equal(said, RightsWords.Of(kind, state));
        }
    }

    [Theory]
    [InlineData(RequestKind.Copy, Jurisdiction.UnitedKingdom, "UK GDPR Article 12A")]
    [InlineData(RequestKind.Copy, Jurisdiction.EuropeanUnion, "GDPR Article 12(3) and Regulation 1182/71 Article 3")]
    [InlineData(RequestKind.Complaint, Jurisdiction.UnitedKingdom, "our own rule; the law says without undue delay, Data Protection Act 2018 section 164A")]
    [InlineData(RequestKind.Complaint, Jurisdiction.EuropeanUnion, "our own rule, the same as for a request")]
    public void The_first_letter_says_what_set_the_date(RequestKind kind, Jurisdiction law, string cited) =>
        Assert.Contains($"on or before Thursday 24 December 2026 ({cited}: one calendar month", LetterWords.Write(LetterKind.Received, Facts(kind, law)).Body, StringComparison.Ordinal);

    [Theory]
    [InlineData(AnswerTiming.InTime, "within the time the law gives us", "comes late")]
    [InlineData(AnswerTiming.Extended, "within the longer time we had written to you about", "comes late")]
    [InlineData(AnswerTiming.Late, "was due on Thursday 24 December 2026 and comes late. We are sorry.", "within the time")]
    public void A_refusal_says_only_what_is_so_about_its_time(AnswerTiming timing, string said, string unsaid)
    {
        var body = LetterWords.Write(LetterKind.Refused, Facts(RequestKind.Rectification, Jurisdiction.UnitedKingdom) with { Timing = timing }).Body;

        Assert.Contains(said, body, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    [Promise("P8.4")]
    public void A_refusal_names_a_ground_of_the_law_and_none_is_operational(RequestKind kind)
    {
        string[] articles = ["Article 12(5)", "Article 11(2)", "Article 15(4)", "Article 16", "Article 17(3)(a)", "Article 17(3)(b)", "Article 17(3)(c)", "Article 17(3)(d)", "Article 17(3)(e)", "Article 21(1)", "Article 23"];

        Assert.Equal(articles.Order(), Enum.GetValues<RefusalGround>().Select(RefusalGrounds.Article).Distinct().Order());
        Assert.All(RefusalGrounds.For(kind), ground => Assert.True(kind is RequestKind.Erasure || ground is not RefusalGround.CompellingGrounds && !RefusalGrounds.Article(ground).StartsWith("Article 17", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(LetterKind.Refused, "We do not do what you asked, because we looked into it and the record is right (UK GDPR Articles 16 and 12(4)).")]
    [InlineData(LetterKind.PartlyAnswered, "We did not do the rest because we looked into it and the record is right (UK GDPR Article 16).")]
    public void A_record_that_is_right_can_be_the_ground_and_its_letter_says_what_is_left_to_her(LetterKind kind, string said)
    {
        Assert.Contains(RefusalGround.RecordIsRight, RefusalGrounds.For(RequestKind.Rectification));
        Assert.All(Enum.GetValues<RequestKind>().Where(right => right is not RequestKind.Rectification), right => Assert.DoesNotContain(RefusalGround.RecordIsRight, RefusalGrounds.For(right)));
        var right = Facts(RequestKind.Rectification, Jurisdiction.UnitedKingdom) with { Ground = RefusalGround.RecordIsRight };

        var body = LetterWords.Write(kind, right).Body;

        Assert.Contains(said, body, StringComparison.Ordinal);
        Assert.Contains("paused while it is contested (Article 18(1)(a))", body, StringComparison.Ordinal);
        Assert.Contains("your own words set beside the record (Article 16)", body, StringComparison.Ordinal);
        Assert.DoesNotContain("18(1)(a)", LetterWords.Write(kind, right with { Ground = RefusalGround.Excessive }).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_letter_cites_the_law_names_both_remedies_and_prints_the_end_of_the_trail()
    {
        foreach (var kind in Enum.GetValues<LetterKind>())
            foreach (var right in Enum.GetValues<RequestKind>())
                foreach (var law in Enum.GetValues<Jurisdiction>())
                {
                    var (subject, body) = LetterWords.Write(kind, Facts(right, law));

                    Assert.Contains("R-2026-0001", subject, StringComparison.Ordinal);
                    Assert.Contains("Article", body, StringComparison.Ordinal);
                    Assert.Contains("Articles 77 and 79", body, StringComparison.Ordinal);
                    Assert.Contains("entry 42, c0ffee", body, StringComparison.Ordinal);
                    Assert.DoesNotContain(") (", body, StringComparison.Ordinal);
                    if (law is Jurisdiction.UnitedKingdom) Assert.DoesNotContain("GDPR", body.Replace("UK GDPR", "", StringComparison.Ordinal), StringComparison.Ordinal);
                    else Assert.DoesNotContain("UK GDPR", body, StringComparison.Ordinal);
                    if (kind is LetterKind.Refused) Assert.Contains("Articles 12(5) and 12(4)", body, StringComparison.Ordinal);
                }
    }

    private static LetterFacts Facts(RequestKind kind, Jurisdiction law) => new()
    {
        Reference = "R-2026-0001",
        RequestKind = kind,
        ReceivedAt = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero),
        DueOn = new DateOnly(2026, 12, 24),
        Jurisdiction = law,
        Timing = AnswerTiming.InTime,
        Head = new ChainHead(42, "c0ffee"),
        Options = new RightsOptions { Jurisdiction = law },
        Words = "Our words",
        Ground = RefusalGround.Excessive,
        Extension = ExtensionReason.Complexity,
        Until = new DateOnly(2026, 12, 22),
        Other = "R-2026-0000",
    };
}
