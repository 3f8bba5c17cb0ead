using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Copies;

/// <summary>Why a column is in no file of an export.</summary>
/// <param name="Code">For programs: secret, digest, withheld, not-about-you, not-yours-to-ask, not-portable.</param>
/// <param name="Reason">For people.</param>
internal sealed record LeftOut(string Code, string Reason)
{
    private const string Others = "It is about people who are no customers of ours; nothing in it is yours";

    /// <summary>Null when an export of this kind carries the column.</summary>
    public static LeftOut? Of(TableDeclaration table, ColumnDeclaration column, Exports exports) =>
        table.OutOfReach is { } law ? new LeftOut("not-yours-to-ask", law)
        : !table.HasSubject ? new LeftOut("not-about-you", Others)
        : column.IsIn(exports) ? null
        : column switch
        {
            { Class: DataClass.Secret } => new LeftOut("secret", column.Because!),
            { Class: DataClass.BlindIndex } => new LeftOut("digest", column.Because!),
            { Exports: Exports.None } => new LeftOut("withheld", column.Because!),
            _ => new LeftOut("not-portable", "You neither gave it nor did it come from your use (GDPR Article 20(1)); the copy under Article 15 holds it"),
        };
}
