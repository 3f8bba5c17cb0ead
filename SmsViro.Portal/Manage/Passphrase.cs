using System.Text;

namespace SmsViro.Portal.Manage;

/// <summary>A passphrase from the keyboard, unseen, or the first line of what is piped in. Never an argument: those stand in the list of processes.</summary>
internal static class Passphrase
{
    /// <summary>Null when it was asked for twice and typed differently.</summary>
    public static string? Read(bool twice)
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";

        var first = Ask("Passphrase: ");
        return !twice || Ask("Once more: ") == first ? first : null;
    }

    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
