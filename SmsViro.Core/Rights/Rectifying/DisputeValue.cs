using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Requests;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights.Rectifying;

/// <summary>Why a dispute was not opened.</summary>
public enum DisputeRefusal
{
    /// <summary>What is wrong, or what is right, must be said.</summary>
    NeedsWords = 1,

    /// <summary>The account is being erased or is gone.</summary>
    AccountClosed,
}

/// <summary>Says that something we hold about her is wrong and she cannot change it herself: what, why, and what is right (Article 16).</summary>
public sealed class DisputeValue(RequestOpening opening, DataMap map, TimeProvider clock)
{
    public const int Longest = 2_000;

    /// <summary>The kinds of data that can be about the person and can be disputed. Values they replaced are no longer said of them.</summary>
    public IReadOnlyList<Category> KindsFor(SignedIn person)
    {
        var own = map.OwnColumns.Select(column => column.Category).ToHashSet();
        return
        [
            .. from category in Category.All
               where category != Category.FormerDetails && own.Contains(category)
               where map.UsesOf(category).Any(use => use.About.Contains(Whose.Customers) || (person.IsStaff && use.About.Contains(Whose.Staff)))
               select category,
        ];
    }

    public async Task<OpenedRequest<DisputeRefusal>> RunAsync(Customer customer, Category about, string wrong, string right, CancellationToken cancel)
    {
        if (wrong.Trim().Length is < RequestDesk.ShortestWords or > Longest || right.Trim().Length is 0 or > Longest) return new OpenedRequest<DisputeRefusal>(null, DisputeRefusal.NeedsWords);

        return await opening.RunAsync(
            customer,
            new Wish(RequestKind.Rectification) { About = about.Id, Words = wrong, Wanted = right },
            clock.GetUtcNow(),
            new Opening<DisputeRefusal>
            {
                Deed = AuditDeed.DisputedValue,
                Actor = customer.User,
                Unless = (_, person) => person is null ? DisputeRefusal.AccountClosed : null,
                Change = (_, request) => request.State = RequestState.Open,
            },
            cancel);
    }
}
