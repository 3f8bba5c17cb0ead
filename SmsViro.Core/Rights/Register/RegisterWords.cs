using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Register;

/// <summary>How the register is said, on screen, on paper and in a spreadsheet alike.</summary>
public static class RegisterWords
{
    public static string Of(DataClass dataClass) => dataClass switch
    {
        DataClass.Sealed => "Sealed",
        DataClass.BlindIndex => "Blind index",
        DataClass.InClear => "In clear",
        DataClass.Secret => "Secret",
        DataClass.NotPersonal => "Not personal",
    };

    /// <summary>What a customer's records show staff of a column.</summary>
    public static string StaffSee(TableDeclaration table, ColumnDeclaration column) => StaffMask.Of(table, column) switch
    {
        StaffSight.NotShown => "Nothing",
        StaffSight.Sealed => "That it is there",
        StaffSight.AsStored => "As stored",
    };

    public static string Of(Whose whose) => whose switch
    {
        Whose.Customers => "Customers",
        Whose.Recipients => "Recipients of messages",
        Whose.Staff => "Our staff",
    };

    public static string Of(Exports exports) => exports switch
    {
        Exports.None => "None",
        Exports.Access => "Copy",
        Exports.Portability => "Archive",
        Exports.Both => "Copy and archive",
    };

    public static string Of(Erasure erasure) => erasure.Fate switch
    {
        Fate.RowDeleted => "Row deleted",
        Fate.Scrubbed => "Emptied",
        Fate.Kept => $"Kept until: {erasure.Until}",
    };

    /// <summary>What either subject's erasure does to a column; a dash where it is nobody's.</summary>
    public static string Fates(ColumnDeclaration column) => column switch
    {
        { IsPersonal: false } => "\u2013",
        { RecipientErasure: { } theirs } => $"{Of(column.Erasure)}; for the recipient: {Of(theirs).ToLowerInvariant()}",
        _ => Of(column.Erasure),
    };

    public static string Recipients(Activity activity) => activity.Recipients.Count == 0 ? "Nobody outside the company" : string.Join("; ", activity.Recipients);

    public static string Categories(StoreDeclaration store) =>
        store.Categories.Count == 0 ? "Nothing of a person" : store.Categories.Count == Category.All.Count ? "Every category" : string.Join(", ", store.Categories.Select(category => category.Name));

    public static string Categories(Activity activity) => string.Join(", ", activity.Uses.Select(category => category.Name));
}
