using System.Globalization;
using System.Runtime.CompilerServices;
using SmsViro.Core.Values;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>What the seeder makes up: canaries shaped as what they stand for, and values for whatever a table demands beside them.</summary>
internal static class CanaryShapes
{
    // Numbers kept free for drama by Ofcom; nobody ever has them.
    private const int FirstNumber = 200;
    private const int Numbers = 800;

    private static int _count = 100;

    private static int _numbers;

    /// <summary>A number that nothing else in this run got.</summary>
    public static int Next() => Interlocked.Increment(ref _count);

    /// <summary>A text that is found nowhere else, begins with a mark wherever it may, and looks like what stands in such a column.</summary>
    public static string Of(string path, string mark) => path switch
    {
        "PortalUser.PhoneSealed" or "Message.Recipient" => Number(),
        _ when path.EndsWith(".Number", StringComparison.Ordinal) => Number(),
        "PortalUser.EmailSealed" or "MailedLink.NewEmail" or "OutgoingMail.To" or "PrivacyRequest.AnswerTo" => Word(mark, "+o.neil@ex.invalid"),
        "Profile.Name" => Word(mark, " N\u00ed Bhriain-O'Neil"),
        "Profile.Company" => Word(mark, " & S\u00f6hne \"GmbH\""),
        "MessageBatch.Text" or "Draft.Text" or "Reply.Text" => Word(mark, ": table [7] costs \u20ac5, ask for <Zo\u00e9>"),
        "OutgoingMail.Body" or "RequestLetter.Body" or "RequestNote.Text" => Word(mark, " rang about it & was told \"yes\""),
        _ => Word(mark, "canary"),
    };

    /// <summary>A value of a type in which one found nowhere else can be told; null for states.</summary>
    public static object? Unique(Type type, string name, DateTimeOffset now, DateTimeOffset? at)
    {
        var count = Next();
        var then = at ?? now.AddDays(-10).AddSeconds(count);
        return type switch
        {
            _ when type == typeof(DateTimeOffset) => then,
            _ when type == typeof(DateOnly) => new DateOnly(2027, 1, 1).AddDays(count),
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(int) => 700_000 + count,
            _ when type == typeof(uint) => (uint)(700_000 + count),
            _ when type == typeof(long) && name.EndsWith("At", StringComparison.Ordinal) => then.UtcTicks,
            _ when type == typeof(long) && name != "Due" => 700_000_000L + count,
            _ => null,
        };
    }

    /// <summary>Any value of a type; null where nothing has to stand.</summary>
    /// <exception cref="InvalidOperationException">The type is new to the seeder.</exception>
    public static object? Any(Type type, string path, bool unique, Customer customer, DateTimeOffset now)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            if (inner != typeof(DateTimeOffset)) return null;

            type = inner;
        }

        return type switch
        {
            _ when type == typeof(UserId) => customer.User,
            _ when type == typeof(AccountId) => customer.Account,
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(DateTimeOffset) => now,
            _ when type == typeof(DateOnly) => new DateOnly(2026, 11, 24),
            _ when type == typeof(Currency) => Currency.Gbp,
            _ when type == typeof(Country) => Country.UnitedKingdom,
            _ when type == typeof(string) => $"word{Next()}",
            _ when type == typeof(byte[]) => Guid.CreateVersion7().ToByteArray(),
            _ when type == typeof(string[]) => Array.Empty<string>(),
            _ when type == typeof(bool) => false,
            _ when type == typeof(double) => 0.0,
            _ when type == typeof(uint) => 1u,
            _ when type == typeof(int) => unique ? Next() : 1,
            _ when type == typeof(long) => unique ? (long)Next() : 1L,
            { IsEnum: true } => Enum.GetValues(type).GetValue(0),
            _ => throw new InvalidOperationException($"The seeder cannot fill {path}; teach it the type {type.Name}."),
        };
    }

    /// <summary>A row as the database hands it out: nothing of it was asked of a constructor.</summary>
    public static object Row(Type type) => RuntimeHelpers.GetUninitializedObject(type);

    private static string Number() => string.Create(CultureInfo.InvariantCulture, $"+447700900{FirstNumber + (Interlocked.Increment(ref _numbers) % Numbers)}");

    private static string Word(string mark, string end) => string.Create(CultureInfo.InvariantCulture, $"{mark}{Next()}{end}");
}
