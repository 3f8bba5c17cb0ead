using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Manage;

/// <summary>What the person who runs the portal does from its command line: `SmsViro.Portal manage WHAT`. The exit code is 0 when it was done.</summary>
internal static class ManageCommand
{
    public static bool IsAsked(string[] args) => args is ["manage", ..];

    /// <summary>Runs what needs no database and no key; null when services are wanted.</summary>
    public static int? WithoutServices(string[] args)
    {
        if (!IsAsked(args)) return null;
        if (Find(args) is not var (command, given)) return Explain();

        return command.Alone?.Invoke(given);
    }

    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        var (command, given) = Find(args)!.Value;
        try
        {
            await using (app) return await command.WithServices!(app, given);
        }
        catch (Exception failure) when (Start.SentenceFor(failure) is { } sentence)
        {
            return await Command.RefuseAsync(sentence);
        }
    }

    private static (Command Command, string[] Given)? Find(string[] args)
    {
        var words = args[1..].Where(word => !IsSetting(word)).ToArray();
        foreach (var command in Commands.All)
            if (command.IsNamedBy(words)) return command.Match(words) is { } given ? (command, given) : null;
        return null;
    }

    // --Data:Folder=/srv/smsviro is for the configuration, which has read it already.
    private static bool IsSetting(string word) => word.StartsWith("--", StringComparison.Ordinal) && word.Split('=', 2) is [var name, _] && name.Contains(':', StringComparison.Ordinal);

    private static int Explain()
    {
        var width = Commands.All.Max(command => command.Usage.Length) + 3;
        foreach (var command in Commands.All) Console.Error.WriteLine(command.Usage.PadRight(width) + command.Does);
        return 1;
    }
}
