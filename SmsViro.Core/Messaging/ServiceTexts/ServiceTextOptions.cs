using Microsoft.Extensions.Configuration;

namespace SmsViro.Core.Messaging.ServiceTexts;

/// <summary>What our own texts may cost us; configuration keys under Messaging:ServiceTexts.</summary>
public sealed record ServiceTextOptions
{
    public const string Section = "Messaging:ServiceTexts";

    /// <summary>The most texts of ours in one UTC day, all numbers together: a flood of requests for codes stops here.</summary>
    public int MostADay { get; init; } = 2_000;

    /// <summary>Reads and checks the section; a wrong value is a sentence that names its key.</summary>
    public static ServiceTextOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<ServiceTextOptions>() ?? new ServiceTextOptions();
        return options.MostADay >= 0 ? options : throw new InvalidOperationException($"{Section}:MostADay is 0 or more: how many codes the portal may send in a day.");
    }
}
