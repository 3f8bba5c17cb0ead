using System.Security.Cryptography;
using System.Text;

namespace SmsViro.Core.Registers.Confidentiality;

/// <summary>What a member of staff undertakes before she sees anything of anybody (GDPR Articles 28(3)(b), 29 and 32(4)). A version that was signed is never edited: another text is another version.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Duties">Each a sentence she can keep.</param>
public sealed record Undertaking(int Number, IReadOnlyList<string> Duties)
{
    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<Undertaking> Versions { get; } =
    [
        new(
            1,
            [
                "I look at a person\u2019s data only when a task of mine needs it, and say why before I look.",
                "I tell nobody what I see here, inside or outside the company, unless my task or a law asks it of me; this does not end when my work here ends.",
                "I copy nothing out of the portal but what it hands me for a task, and destroy that when the task is done.",
                "I sign in as myself alone, and keep my password and my second factor to myself.",
                "I tell the data protection contact at once when something was seen, lost or sent that should not have been, also when it was my mistake.",
                "What an authority asks of us I tell nobody whom it concerns before the law lets us.",
            ]),
    ];

    public static Undertaking Current => Versions[^1];

    /// <summary>SHA-256 of the duties, in lower-case hexadecimal: what a signature stands for.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Duties))));
}
