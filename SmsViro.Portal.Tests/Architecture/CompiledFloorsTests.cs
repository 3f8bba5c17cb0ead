using SmsViro.Core.Values;

namespace SmsViro.Portal.Tests.Architecture;

/// <summary>The same house, read from the compiled types: what a source line can hide (an inferred type, a lambda, an extension) stands here in the open.</summary>
public class CompiledFloorsTests
{
    private const string Core = "SmsViro.Core.";

    private static readonly Type[] Types = typeof(UserId).Assembly.GetTypes();

    [Fact]
    public void No_compiled_type_leans_sideways_or_upwards() =>
        Assert.Empty((
            from type in Types
            let folder = FolderOf(type)
            where folder is not null && type.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) is false
            from other in Mentions.Of(type)
            let ground = FolderOf(other)
            where ground is not null && !Floors.MayLean(folder, ground)
            select $"{type} leans on {other}").Distinct());

    [Fact]
    public void No_compiled_type_of_the_core_knows_a_request_or_a_page() =>
        Assert.Empty((
            from type in Types
            from other in Mentions.Of(type)
            where other.Namespace is { } space
                && (space.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal)
                    || space.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal)
                    || space.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal))
            select $"{type} knows {other}").Distinct());

    [Fact]
    public void A_lean_inside_an_asynchronous_lambda_is_seen() =>
        Assert.Contains(typeof(Uri), typeof(Lambda).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).SelectMany(Inside).SelectMany(Mentions.Of));

    private static IEnumerable<Type> Inside(Type type) =>
        type.GetNestedTypes(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public).SelectMany(Inside).Prepend(type);

    private static string? FolderOf(Type type) =>
        type.Namespace is { } space && space.StartsWith(Core, StringComparison.Ordinal) ? space[Core.Length..].Split('.')[0] : null;

    private static class Lambda
    {
        public static readonly Func<Task<object>> Act = async () =>
        {
            await Task.Yield();
            return new Uri("http://localhost/");
        };
    }
}
