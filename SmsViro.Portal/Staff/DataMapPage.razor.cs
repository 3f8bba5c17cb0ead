using SmsViro.Core.PersonalData;
using SmsViro.Core.Rights.Register;

namespace SmsViro.Portal.Staff;

/// <summary>What is stored about people and why, for staff and for whoever audits them. It shows declarations and no value of anybody.</summary>
public sealed partial class DataMapPage(ProcessingRecord record)
{
    private static string Summary(TableDeclaration table) => string.Join(
        ", ", table.Columns.GroupBy(column => column.Class).OrderBy(group => group.Key).Select(group => $"{group.Count()} {RegisterWords.Of(group.Key).ToLowerInvariant()}"));
}
