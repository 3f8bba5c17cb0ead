using System.Security.Claims;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Shell;

/// <summary>What the frame shows of the person who is reading: her name, her company and her time zone.</summary>
/// <param name="Name">Her own name, or her e-mail address while she has given none.</param>
/// <param name="Company">Her company; for staff, what their role may do. Null when there is nothing to say.</param>
/// <param name="Zone">The zone every time on her pages is written in.</param>
public sealed record Reader(string Name, string? Company, ReaderZone Zone)
{
    public string Initials => InitialsOf(Name);

    public static string InitialsOf(string name)
    {
        var words = name.Split([' ', '.', '@', '-'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => "?",
            [var only] => FirstLetter(only),
            [var first, .., var last] => FirstLetter(first) + FirstLetter(name.Contains('@', StringComparison.Ordinal) ? words[1] : last),
        };
    }

    // A letter may take two UTF-16 units or carry marks; half of one would show as a box.
    private static string FirstLetter(string word) => System.Globalization.StringInfo.GetNextTextElement(word).ToUpperInvariant();
}

/// <summary>Finds what the frame shows. The default reads claims; the accounts slice replaces it by one that reads the sealed profile.</summary>
public delegate ValueTask<Reader> ReadReader(ClaimsPrincipal person);

/// <summary>The person reading, asked for once per circuit and again after she changed her profile.</summary>
public sealed class CurrentReader(ReadReader read)
{
    private Reader? _reader;

    public event Action? Changed;

    public async ValueTask<Reader> GetAsync(ClaimsPrincipal person) => _reader ??= await read(person);

    /// <summary>Forgets what was read, so that every page shows the profile just saved.</summary>
    public void Refresh()
    {
        _reader = null;
        Changed?.Invoke();
    }

    internal static ValueTask<Reader> FromClaims(ClaimsPrincipal person) =>
        ValueTask.FromResult(new Reader(person.Identity?.Name ?? "Your account", null, ReaderZone.Of(person.FindFirst("zoneinfo")?.Value)));
}
