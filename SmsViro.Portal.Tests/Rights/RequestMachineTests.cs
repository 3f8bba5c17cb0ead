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
    [Promise("P8.4")]
    public void A_refusal_names_a_ground_of_the_law_and_none_is_operational(RequestKind kind)
    {
        string[] articles = ["Article 12(5)", "Article 11(2)", "Article 15(4)", "Article 17(3)(a)", "Article 17(3)(b)", "Article 17(3)(c)", "Article 17(3)(d)", "Article 17(3)(e)", "Article 23"];

        Assert.Equal(articles.Order(), Enum.GetValues<RefusalGround>().Select(RefusalGrounds.Article).Distinct().Order());
        Assert.All(RefusalGrounds.For(kind), ground => Assert.True(kind is RequestKind.Erasure || !RefusalGrounds.Article(ground).StartsWith("Article 17", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_letter_cites_the_law_names_both_remedies_and_prints_the_end_of_the_trail()
    {
        foreach (var kind in Enum.GetValues<LetterKind>())
            foreach (var right in Enum.GetValues<RequestKind>())
                foreach (var law in Enum.GetValues<Jurisdiction>())
                {
                    var (subject, body) = LetterWords.Write(kind, new LetterFacts
                    {
                        Reference = "R-2026-0001",
                        RequestKind = right,
                        ReceivedAt = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero),
                        DueOn = new DateOnly(2026, 12, 24),
                        Jurisdiction = law,
                        Head = new ChainHead(42, "c0ffee"),
                        Options = new RightsOptions { Jurisdiction = law },
                        Words = "Our words",
                        Ground = RefusalGround.Excessive,
                        Extension = ExtensionReason.Complexity,
                        Until = new DateOnly(2026, 12, 22),
                        Other = "R-2026-0000",
                    });

                    Assert.Contains("R-2026-0001", subject, StringComparison.Ordinal);
                    Assert.Contains("Article", body, StringComparison.Ordinal);
                    Assert.Contains("Articles 77 and 79", body, StringComparison.Ordinal);
                    Assert.Contains("entry 42, c0ffee", body, StringComparison.Ordinal);
                    if (kind is LetterKind.Refused) Assert.Contains("Article 12(5)", body, StringComparison.Ordinal);
                }
    }
}
