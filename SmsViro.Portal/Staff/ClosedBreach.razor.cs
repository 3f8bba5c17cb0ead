using Microsoft.AspNetCore.Components;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Registers.Breaches;

namespace SmsViro.Portal.Staff;

/// <summary>What stands of a breach once it is closed: words to read, and nothing to fill in.</summary>
public sealed partial class ClosedBreach
{
    [Parameter, EditorRequired]
    public BreachView Of { get; set; } = null!;

    // What was no breach may be closed with little in it.
    private static string Said(string? words, Sealed? stored) => stored is null ? "Nothing was written" : words ?? "Cannot be read";

    private string Kinds => string.Join(", ", Of.Breach.Categories.Split(' ').Select(id => Category.All.FirstOrDefault(category => category.Id == id)?.AtDesk ?? id));

    private IEnumerable<(string Name, DateTimeOffset At)> Notices =>
        from notice in ((string Name, DateTimeOffset? At)[])
        [
            ("First notice sent", Of.Breach.FirstNoticeAt), ("Full notice sent", Of.Breach.FullNoticeAt), ("Authority told", Of.Breach.AuthorityToldAt), ("Customers told", Of.Breach.CustomersToldAt),
            ("People told", Of.Breach.SubjectsToldAt),
        ]
        where notice.At is not null
        select (notice.Name, notice.At!.Value);
}
