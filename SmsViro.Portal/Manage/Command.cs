namespace SmsViro.Portal.Manage;

/// <summary>One thing the person who runs the portal does from its command line.</summary>
/// <param name="Name">One word or two: <c>backup</c>, <c>backup prune</c>.</param>
/// <param name="Takes">Its arguments as the usage prints them: required ones bare, the rest in brackets, three dots where more may follow.</param>
/// <param name="Does">The line beside it in the usage.</param>
internal sealed record Command(string Name, string Takes, string Does)
{
    /// <summary>For what needs no database and no key.</summary>
    public Func<string[], int>? Alone { get; init; }

    /// <summary>For everything else; the arguments are those after the name.</summary>
    public Func<WebApplication, string[], Task<int>>? WithServices { get; init; }

    public string Usage => $"manage {Name} {Takes}".TrimEnd();

    private string[] Words => Name.Split(' ');

    private string[] Arguments => Takes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool IsNamedBy(string[] words) => words.AsSpan().StartsWith(Words);

    /// <summary>The arguments after the name when the words ask for this command with as many as it takes; null otherwise.</summary>
    public string[]? Match(string[] words)
    {
        if (!IsNamedBy(words)) return null;

        var given = words[Words.Length..];
        var least = Arguments.Count(argument => !argument.StartsWith('['));
        var most = Takes.Contains("...", StringComparison.Ordinal) ? int.MaxValue : Arguments.Length;
        return given.Length >= least && given.Length <= most ? given : null;
    }

    /// <summary>Says why nothing was done.</summary>
    public static async Task<int> RefuseAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
