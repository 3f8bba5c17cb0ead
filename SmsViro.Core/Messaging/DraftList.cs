using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Messaging;

/// <summary>One draft as its owner's list shows it.</summary>
/// <param name="Id">Its id, which its message will have.</param>
/// <param name="To">The number; null when nothing was typed, and without a number when what was typed is none so far.</param>
/// <param name="Beginning">The beginning of the text; null when nothing was typed.</param>
/// <param name="Kind">What it will be sent as.</param>
/// <param name="SavedAt">When it was last changed.</param>
public sealed record DraftLine(MessageId Id, RecipientNumber? To, Opened? Beginning, MessageKind Kind, DateTimeOffset SavedAt);

/// <summary>A customer's drafts that hold a number or a text, last changed first. One never typed in, or emptied again, is none to her.</summary>
public sealed class DraftList(IDbContextFactory<PortalDbContext> contexts, Vault vault, DataMap map)
{
    /// <summary>The most lines of the list.</summary>
    public const int Most = 50;

    private const int LongestBeginning = 200;

    /// <summary>How long a draft is kept, as its table declares it: "90 days after you last changed them".</summary>
    public string Kept => map.Tables.Single(table => table.Table == typeof(Draft)).KeptFor!.Words;

    /// <summary>The first <see cref="Most"/> of them, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<DraftLine> Lines, int All)> RunAsync(Customer customer, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await Written(db, customer.Account).OrderByDescending(draft => draft.SavedAt).ThenBy(draft => draft.Id).Take(Most).ToListAsync(cancel);
        if (rows.Count == 0) return ([], 0);

        var box = await vault.FindAsync(Scope.Account(customer.Account), cancel);
        return ([.. rows.Select(row => LineOf(row, box))], rows.Count < Most ? rows.Count : await Written(db, customer.Account).CountAsync(cancel));
    }

    /// <summary>How many there are; nothing is opened.</summary>
    public async Task<int> CountAsync(Customer customer, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Written(db, customer.Account).CountAsync(cancel);
    }

    private static IQueryable<Draft> Written(PortalDbContext db, AccountId account) =>
        db.Drafts.AsNoTracking().Where(draft => draft.AccountId == account && (draft.Number != null || draft.Text != null));

    private static DraftLine LineOf(Draft row, Box box) => new(
        new MessageId(row.Id),
        Open(box, MessagingFields.DraftNumber, row.Id, row.Number) is { } number ? ToOf(number) : null,
        Open(box, MessagingFields.DraftText, row.Id, row.Text) is { } text ? BeginningOf(text) : null,
        row.Kind,
        row.SavedAt);

    // Blanks beside a number or a text were kept as typed, and say nothing.
    private static Opened? Open(Box box, Field field, Guid draft, Sealed? typed) =>
        typed is { } value && box.Open(field, draft, value) is var opened && (opened.Text is null || !string.IsNullOrWhiteSpace(opened.Text)) ? opened : null;

    private static RecipientNumber ToOf(Opened typed) =>
        new(typed.Status, PhoneNumber.TryParse(typed.Text, CheckedMessage.Home, out var number) ? number : null);

    // A list shows one line of it; a character of two halves is not cut in two.
    private static Opened BeginningOf(Opened text) => text switch
    {
        { Text: { Length: > LongestBeginning } whole } => text with { Text = whole[..(char.IsHighSurrogate(whole[LongestBeginning - 1]) ? LongestBeginning - 1 : LongestBeginning)] },
        _ => text,
    };
}
