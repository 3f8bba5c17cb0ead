using System.Collections;
using System.Reflection;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Auditing;
using SmsViro.Core.Encryption;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Tests.Doubles;
using SmsViro.Portal.Tests.Rights;

namespace SmsViro.Portal.Tests.Support;

/// <summary>
/// Every public act that names a member of staff or takes her leave to look is found by its parameters and called with whoever must not do it. A new act is
/// called too; one whose parameters cannot be made up fails.
/// </summary>
public class ActsOfStaffTests
{
    // A recipient's request that is not open to whoever asks is all that a stranger may learn.
    private static readonly string[] Refusals = ["NotStaff", "NotAdmin", "NotOpen"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    [Promise("P4.3")]
    public async Task None_is_done_for_a_customer_for_nobody_or_for_staff_who_left(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, left) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == left.User.Value).State = AccountState.Erasing, Cancel);
        var acts = ActsWith(store, parameter => parameter.ParameterType == typeof(UserId) && parameter.Name == "staff");
        var today = DateOnly.FromDateTime(store.Clock.GetUtcNow().UtcDateTime);
        Dictionary<string, object> forms = new(StringComparer.Ordinal)
        {
            ["form"] = new AuthorityForm("Northshire Police", "Order 7 of 24 November", AuthorityTarget.Customer, ada.Account.ToString(), today, today, ["Profile.Name"], store.Clock.GetUtcNow(), null, null),
            ["change"] = new BreachChange { Facts = "A laptop was stolen", Categories = ["profile"], FirstNoticeAt = null, FullNoticeAt = null, AuthorityToldAt = null, Subjects = default, SubjectsToldAt = null },
            ["categories"] = new[] { "profile" },
        };
        var done = new List<string>();

        foreach (var (service, act) in acts)
            foreach (var caller in new[] { ada.User, UserId.New(), left.User })
                if (!IsRefused(act, await CallAsync(service, act, parameter => parameter.Name == "staff" ? caller : forms.GetValueOrDefault(parameter.Name!)))) done.Add(Named(act));

        Assert.True(acts.Count > 25, $"Only {acts.Count} acts were found.");
        Assert.Equal("", string.Join(", ", done.Distinct()));
        Assert.Empty(await store.Get<AuditTrail>().LatestAsync(10, Cancel));
    }

    [Theory, OnBothDatabases]
    [Promise("P4.3")]
    public async Task None_is_done_with_leave_whose_time_is_over_or_by_staff_who_lost_the_role_meanwhile(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, staff) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        var seeded = new EveryColumn(store, ada, "Qa") { Staff = staff.User };
        await seeded.SeedAsync(Cancel);
        var request = seeded.Row<Core.Rights.Requests.PrivacyRequest>().Id;
        var acts = ActsWith(store, parameter => parameter.ParameterType == typeof(AccessGrant));
        var done = new List<string>();

        var grant = await store.GrantAsync(staff, ada, null);
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == staff.User.Value).Role = PortalRole.Customer, Cancel);
        foreach (var (service, act) in acts.Where(one => IsDeed(one.Act)))
            if (await CallAsync(service, act, Given) is not Enum { } refusal || refusal.ToString() != "NotStaff") done.Add($"{Named(act)} without the role");

        store.Clock.Advance(TimeSpan.FromMinutes(16));
        foreach (var (service, act) in acts)
            if (await CallAsync(service, act, Given) is var answer && !(IsDeed(act) ? IsRefusedDeed(answer) : answer is null or Exception)) done.Add($"{Named(act)} with leave that is over");

        Assert.True(acts.Count > 30, $"Only {acts.Count} acts were found.");
        Assert.Empty(typeof(AccessGrant).GetConstructors());
        Assert.Empty(done);
        Assert.Equal(AuditDeed.OpenedRequest, Assert.Single(await store.Get<AuditTrail>().LatestAsync(10, Cancel), entry => entry.Actor == staff.User && entry.Id != seeded.Row<AuditEntry>().Id).Deed);

        object? Given(ParameterInfo parameter) => parameter.ParameterType == typeof(AccessGrant) ? grant : parameter is { Name: "id" or "request" } ? request : parameter.Name == "now" ? store.Clock.GetUtcNow() : null;
    }

    [Theory, OnBothDatabases]
    [Promise("P4.3")]
    public async Task None_that_a_browser_does_at_the_desk_is_done_for_a_customer_for_nobody_or_for_staff_who_left(Database database)
    {
        await using var store = await RightsStore.CreateAsync(database);
        var (ada, left) = (await store.AddCustomerAsync(), await store.AddStaffAsync());
        await store.Writes.RunAsync(db => db.Users.Single(user => user.Id == left.User.Value).State = AccountState.Erasing, Cancel);
        SignedIn[] callers = [await store.SignInAsync(ada), await store.SignInAsync(left), new(new Customer(UserId.New(), AccountId.New()), PortalRole.Admin, Guid.CreateVersion7())];
        var acts = ActsWith(store, parameter => parameter.ParameterType == typeof(SignedIn)).Where(one => IsOfTheDesk(one.Service.GetType())).ToList();
        var done = new List<string>();

        foreach (var (service, act) in acts)
            foreach (var caller in callers)
                if (!IsRefused(act, await CallAsync(service, act, parameter => parameter.ParameterType == typeof(SignedIn) ? caller : null))) done.Add(Named(act));

        Assert.Equal(["RotateKeys", "TakeExtract", "TakeKeyInventory"], acts.Select(one => one.Service.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal("", string.Join(", ", done.Distinct()));
        Assert.Empty(await store.Get<AuditTrail>().LatestAsync(10, Cancel));
    }

    private static bool IsOfTheDesk(Type type) => type.Namespace!.Contains(".Support", StringComparison.Ordinal) || type.Namespace.Contains(".Registers", StringComparison.Ordinal);

    private static List<(object Service, MethodInfo Act)> ActsWith(TestStore store, Func<ParameterInfo, bool> named) =>
    [
        .. from type in typeof(AuditTrail).Assembly.GetTypes()
           where type is { IsClass: true, IsAbstract: false, IsPublic: true, IsGenericTypeDefinition: false }
           from act in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
           where typeof(Task).IsAssignableFrom(act.ReturnType) && act.GetParameters().Any(named)
           let service = store.Services.GetService(type)
           where service is not null
           select (service, act),
    ];

    // An exception is handed back as an answer: leave that is over is a defect, not a refusal.
    private static async Task<object?> CallAsync(object service, MethodInfo act, Func<ParameterInfo, object?> given)
    {
        try
        {
            var task = (Task)act.Invoke(service, [.. act.GetParameters().Select(parameter => given(parameter) ?? Made(parameter.ParameterType, Named(act)))])!;
            await task;
            return task.GetType().GetProperty("Result")?.GetValue(task);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is InvalidOperationException inner)
        {
            return inner;
        }
        catch (InvalidOperationException thrown)
        {
            return thrown;
        }
    }

    private static object? Made(Type type, string path)
    {
        if (type == typeof(CancellationToken)) return Cancel;
        if (type == typeof(Guid)) return Guid.CreateVersion7();
        if (type == typeof(UserId)) return UserId.New();
        if (type == typeof(string)) return "Long enough to be the reason of anything, of more time too";
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
        if (type == typeof(DateOnly)) return new DateOnly(2026, 12, 24);
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 1;
        if (type == typeof(Sealed)) return default(Sealed);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0);
        if (Nullable.GetUnderlyingType(type) is not null) return null;
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))) return Array.CreateInstance(type.GetGenericArguments()[0], 0);
        return type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).FirstOrDefault() is { } constructor
            ? constructor.Invoke([.. constructor.GetParameters().Select(parameter => Made(parameter.ParameterType, path))])
            : throw new InvalidOperationException($"{path} takes a {type.Name}, which nobody taught this test to make.");
    }

    private static Type AnswerOf(MethodInfo act) => act.ReturnType.GetGenericArguments()[0];

    // Whose answer is why it was not done; null where it was.
    private static bool IsDeed(MethodInfo act) => Nullable.GetUnderlyingType(AnswerOf(act))?.IsEnum is true;

    private static bool IsRefusedDeed(object? answer) => answer is Exception or Enum;

    private static bool IsRefused(MethodInfo act, object? answer) => answer switch
    {
        null => !IsDeed(act),
        bool done => !done,
        Enum refusal => Refusals.Contains(refusal.ToString()),
        IEnumerable<BreachFault> faults => faults.Any(fault => Refusals.Contains(fault.Refusal.ToString())),
        BreachAnswer logged => IsRefused(act, logged.Faults),
        AuthorityAnswer logged => logged.Faults.Any(fault => Refusals.Contains(fault.ToString())),
        IEnumerable shown => !shown.GetEnumerator().MoveNext(),
        _ => answer.GetType().GetProperty("Refusal")?.GetValue(answer)?.ToString() is { } refusal && Refusals.Contains(refusal),
    };

    private static string Named(MethodInfo act) => $"{act.DeclaringType!.Name}.{act.Name}";
}
