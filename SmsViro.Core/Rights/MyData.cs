using SmsViro.Core.PersonalData;
using SmsViro.Core.Values;

namespace SmsViro.Core.Rights;

/// <summary>What is held about a person right now, generated from the register and counted in every store.</summary>
public sealed class MyData(DataMap map, IEnumerable<IPersonalDataStore> stores)
{
    public async Task<HeldOverview> RunAsync(Customer customer, CancellationToken cancel)
    {
        var subject = new DataSubject(customer.User, customer.Account);
        var held = new List<Held>();
        foreach (var store in stores) held.AddRange(await store.FindAsync(subject, cancel));

        var personal = map.OwnColumns.ToList();
        return new HeldOverview(
            [
                .. from category in Category.All
                    let columns = personal.Where(column => column.Category == category).ToList()
                    where columns.Count > 0
                    select new HeldCategory(
                        category,
                        [.. columns.Where(column => column.IsExported).Select(column => column.Label).Distinct()],
                        [.. map.OwnUsesOf(category)],
                        [.. columns.Select(column => column.Origin).Distinct().Order()],
                        held.Where(found => found.Category == category).Sum(found => found.Count)),
            ],
            personal.Count(column => column.IsExported || column.Because is not null),
            personal.Count,
            map.Columns.Count(column => column.IsPersonal));
    }
}

/// <summary>Everything held, by category.</summary>
/// <param name="Categories">In the register's order.</param>
/// <param name="Covered">Columns an export carries or leaves out for a stated reason.</param>
/// <param name="Declared">Columns with personal data of whoever signs in.</param>
/// <param name="InAll">Columns with personal data of anybody, as a copy counts them.</param>
public sealed record HeldOverview(IReadOnlyList<HeldCategory> Categories, int Covered, int Declared, int InAll);

/// <summary>One category of a person's data.</summary>
/// <param name="Category">Its name.</param>
/// <param name="What">The labels of its columns.</param>
/// <param name="Activities">Why we hold it: purpose, ground, retention, recipients.</param>
/// <param name="Origins">Where it came from.</param>
/// <param name="Count">Rows and files held now.</param>
public sealed record HeldCategory(Category Category, IReadOnlyList<string> What, IReadOnlyList<Activity> Activities, IReadOnlyList<Origin> Origins, long Count);
