using Microsoft.Extensions.Configuration;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>How codes for recipients are sent; configuration keys under Recipients.</summary>
public sealed record RecipientOptions
{
    public const string Section = "Recipients";

    /// <summary>Codes for one number in one UTC day.</summary>
    public int CodesPerNumber { get; init; } = 3;

    /// <summary>Codes asked for from one network address in one hour.</summary>
    public int CodesPerAddress { get; init; } = 10;

    /// <summary>Codes for numbers of the same first seven digits in one hour: a flood to neighbouring numbers is somebody earning by it.</summary>
    public int CodesPerPrefix { get; init; } = 200;

    /// <summary>Look-ups one member of staff may ask for in one UTC day.</summary>
    public int LookupsPerPerson { get; init; } = 5;

    /// <summary>Look-ups all of them together may ask for in one UTC day.</summary>
    public int LookupsADay { get; init; } = 20;

    /// <summary>Reads and checks the section; a wrong value is a sentence that names its key.</summary>
    public static RecipientOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<RecipientOptions>() ?? new RecipientOptions();
        return options is { CodesPerNumber: > 0, CodesPerAddress: > 0, CodesPerPrefix: > 0, LookupsPerPerson: > 0, LookupsADay: > 0 }
            ? options
            : throw new InvalidOperationException($"{Section}: every number is above 0 (CodesPerNumber, CodesPerAddress, CodesPerPrefix, LookupsPerPerson, LookupsADay).");
    }
}
