namespace SmsViro.Portal.Kit;

/// <summary>A drawing on a 24 by 24 grid. Only <see cref="Icons"/> makes one, so that nothing a person typed can reach the page as markup.</summary>
public sealed class Icon
{
    internal Icon(string shapes) => Shapes = shapes;

    internal string Shapes { get; }
}
