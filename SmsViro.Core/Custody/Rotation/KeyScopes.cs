using SmsViro.Core.Encryption;

namespace SmsViro.Core.Custody.Rotation;

/// <summary>Which keys which job replaces. All keys move from epoch to epoch; their own replacement needs every value they sealed to be found.</summary>
// A list of what may, so that a scope nobody thought of keeps its key rather than loses it. Left out, with reasons:
// export/{id}     files of chunks outside the model, which die with their key within days, long before it is old;
// audit/{id}      the trail's chain holds digests of the sealed reasons, which therefore are never sealed anew;
// system/ring     files of ASP.NET Core Data Protection, which replaces its own keys every 90 days.
internal static class KeyScopes
{
    /// <summary>True when the values of the scope lie in the model alone, so that a job can find and seal them all anew.</summary>
    public static bool IsResealed(Scope scope) => scope.Text.Split('/') switch
    {
        ["user", _] or ["account", ..] or ["request", _] or ["authority", _] or ["breach", _] => true,
        ["system", "mail" or "operators" or "reviews"] => true,
        _ => false,
    };

    /// <summary>True when the key is one of an index whose every column can be computed anew. Who must not be texted is known by digest alone, so those keys stay.</summary>
    public static bool IsReindexed(Scope scope) => scope == Scope.IndexLogin || scope.Text.Split('/') is ["index", "account", _, "search"];
}
