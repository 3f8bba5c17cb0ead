namespace SmsViro.Core.Encryption;

/// <summary>Something tried to seal in a scope whose key was destroyed. It is never made anew: what was erased would come back under it.</summary>
public sealed class ScopeShreddedException(Scope scope) : Exception($"The scope {scope} was shredded; nothing can be sealed in it again.")
{
    public Scope Scope { get; } = scope;
}
