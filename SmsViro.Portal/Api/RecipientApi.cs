using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SmsViro.Core.Rights.Recipients;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Api;

/// <summary>What the forms of the recipients' page do: each act, then back to the page. The number travels in a form and stands in the database; the address never holds it.</summary>
public static class RecipientApi
{
    public static void MapRecipient(this WebApplication app)
    {
        app.MapPost(Urls.RecipientCode, AskAsync).AllowAnonymous();
        app.MapPost(Urls.RecipientProof, ProveAsync).AllowAnonymous();
        app.MapPost(Urls.RecipientLeave, LeaveAsync).AllowAnonymous();
        app.MapPost(Urls.RecipientAgain, SearchAgainAsync).AllowAnonymous();
        app.MapPost(Urls.RecipientStops, StopAsync).AllowAnonymous();
        app.MapPost(Urls.RecipientRequests, RequestAsync).AllowAnonymous();
        app.MapPost(Urls.RecipientNoCodes, StopCodesAsync).AllowAnonymous();
    }

    private static Task<IResult> AskAsync(HttpContext context, AskForCode ask, [FromForm] string? number, [FromForm] string? held, [FromForm] string? since) => SaidAsync(async () =>
    {
        DateOnly? day = null;
        if (held == "since")
        {
            if (!DateOnly.TryParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var stated)) return "not-a-day";
            day = stated;
        }

        var asked = await ask.RunAsync(number, day, Network(context), context.RequestAborted);
        if (asked.Token is not { } token) return asked.Refusal is CodeRefusal.NotADay ? "not-a-day" : "not-a-number";

        RecipientCookie.Set(context, token);
        return null;
    });

    private static Task<IResult> ProveAsync(HttpContext context, ProveNumber prove, [FromForm] string? code) => SaidAsync(async () =>
    {
        var proof = await prove.RunAsync(RecipientCookie.Of(context), code, context.RequestAborted);
        if (proof.Token is { } token) RecipientCookie.Set(context, token);
        return proof.Outcome switch
        {
            ProofOutcome.Proved => null,
            ProofOutcome.Wrong => "wrong",
            ProofOutcome.Over => "over",
        };
    });

    private static Task<IResult> LeaveAsync(HttpContext context, RecipientVisits visits) => SaidAsync(async () =>
    {
        var wasOpen = await ProvedAsync(context, visits) is not null;
        await visits.LeaveAsync(RecipientCookie.Of(context), context.RequestAborted);
        RecipientCookie.Forget(context);
        return wasOpen ? "left" : null;
    });

    private static Task<IResult> SearchAgainAsync(HttpContext context, RecipientVisits visits, SearchAgain search) => SaidAsync(async () =>
        await ProvedAsync(context, visits) is not { } proved ? "over"
        : await search.RunAsync(proved, context.RequestAborted) ? null
        : "looked");

    private static Task<IResult> StopAsync(HttpContext context, RecipientVisits visits, ChangeStops change, [FromForm] StopWish wish, [FromForm] Guid? sender) => SaidAsync(async () =>
    {
        if (await ProvedAsync(context, visits) is not { } proved) return "over";
        if (!Enum.IsDefined(wish) || !await change.RunAsync(proved, wish, sender is { } id ? new AccountId(id) : null, context.RequestAborted)) return "not-done";

        return wish switch
        {
            StopWish.StopOne or StopWish.StopAll => "stopped",
            StopWish.StopCodes => "codes-stopped",
            _ => "allowed",
        };
    });

    private static Task<IResult> RequestAsync(
        HttpContext context, RecipientVisits visits, AskAsRecipient ask, [FromForm] RecipientRequestKind kind, [FromForm] Guid? sender, [FromForm] QuestionAbout? about, [FromForm] string? note) => SaidAsync(async () =>
    {
        if (await ProvedAsync(context, visits) is not { } proved) return "over";
        if (!Enum.IsDefined(kind) || (about is { } subject && !Enum.IsDefined(subject))) return "not-done";
        if (kind is RecipientRequestKind.Question && about is null) return "not-chosen";

        return await ask.RunAsync(proved, new RecipientWish(kind, sender is { } id ? new AccountId(id) : null, about, note), context.RequestAborted) switch
        {
            null => kind switch
            {
                RecipientRequestKind.Question => "asked",
                RecipientRequestKind.Objection => "objected",
                RecipientRequestKind.Erasure => "erasing",
            },
            WishRefusal.AlreadyOpen => "already",
            WishRefusal.TooMany => "too-many",
            WishRefusal.TooLong => "too-long",
            _ => "not-done",
        };
    });

    private static Task<IResult> StopCodesAsync(HttpContext context, StopCodes stop, [FromForm] string? number, [FromForm] string? code) =>
        SaidAsync(async () => await stop.RunAsync(number, code, context.RequestAborted) ? "no-codes" : "not-a-number");

    private static async Task<IResult> SaidAsync(Func<Task<string?>> act)
    {
        try
        {
            return Results.LocalRedirect(await act() is { } said ? $"{Urls.Recipient}?said={said}" : Urls.Recipient);
        }
        catch (StorageUnavailableException)
        {
            return Results.LocalRedirect($"{Urls.Recipient}?said=not-saved");
        }
    }

    private static async Task<ProvedNumber?> ProvedAsync(HttpContext context, RecipientVisits visits) =>
        (await visits.FindAsync(RecipientCookie.Of(context), context.RequestAborted))?.Proved;

    // A household has one IPv6 /64, not one address of it.
    private static string Network(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();

        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }
}
