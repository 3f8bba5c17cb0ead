namespace SmsViro.Core.PersonalData;

/// <summary>Where data goes and what protects it there, as the register of partners says it: the same sentences in the policy, in a copy and in the record of processing (GDPR Articles 13(1)(f), 15(2) and 30(1)(e)).</summary>
public sealed class Transfers(IEnumerable<Partner> partners)
{
    /// <summary>What no partner stands for: nobody acts on our behalf there.</summary>
    public const string Onward =
        "An operator hands a message on to the network of its number, and a mail provider hands a letter on to the mailbox it is addressed to, wherever these are. They do that as carriers of what was addressed there, under law of their own.";

    /// <summary>The partners, by name.</summary>
    public IReadOnlyList<Partner> Partners { get; } = [.. partners.OrderBy(partner => partner.Name, StringComparer.Ordinal)];

    /// <summary>What leaves at all.</summary>
    public string Rule => Partners.Count == 0
        ? "Data is kept where this portal runs. No company receives any of it for us: no operator and no mail provider is set up here."
        : "Data is kept where this portal runs. Of all companies only these receive any of it for us, and no more of it than is said.";

    /// <summary>One sentence for each partner.</summary>
    public IReadOnlyList<string> Lines => [.. Partners.Select(Said)];

    private static string Said(Partner partner) =>
        $"{partner.Name}, {partner.CountryName}: {partner.Receives}. {partner.Protection}.{(partner.PlainBecause is null ? "" : $" {partner.Way}.")}";
}
