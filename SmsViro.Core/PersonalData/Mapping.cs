using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SmsViro.Core.PersonalData;

/// <summary>
/// How a table is stored and, beside it, what each of its columns means to a person. Every entity has exactly one; a column it forgets fails the build.
/// </summary>
public abstract class Mapping<T> : IEntityTypeConfiguration<T>, IMapping
    where T : class
{
    public abstract void Configure(EntityTypeBuilder<T> builder);

    public TableDeclaration Declare()
    {
        var columns = new Columns<T>();
        Declare(columns);
        return columns.Build();
    }

    /// <summary>Declares every stored column of <typeparamref name="T"/>, keys included.</summary>
    protected abstract void Declare(Columns<T> columns);
}

/// <summary>What <see cref="DataMap"/> looks for in the assembly.</summary>
internal interface IMapping
{
    TableDeclaration Declare();
}
