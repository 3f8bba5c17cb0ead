using SmsViro.Core.Privacy.Policy;
using Xunit.v3;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Says which clause of the privacy policy a test proves. The page of promises shows it, and a clause that no passing test names fails the run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromiseAttribute(params string[] clauses) : Attribute, ITraitAttribute
{
    public IReadOnlyList<string> Clauses => clauses;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [KeyValuePair.Create(Proofs.Trait, string.Join(' ', clauses))];
}
