using System.Text;
using SmsViro.Core.Documents;
using SmsViro.Core.Registers.Authorities;
using SmsViro.Core.Registers.Breaches;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Api;

/// <summary>The files of the registers: the extract for an authority and the list of accounts a breach affects. Each is recorded before its first byte.</summary>
public static class RegistersApi
{
    public static void MapRegisters(this WebApplication app)
    {
        app.MapGet($"{Urls.StaffAuthorities}/{{id:guid}}/extract", ExtractAsync).RequireAuthorization(Policies.Staff);
        app.MapGet($"{Urls.StaffBreaches}/{{id:guid}}/affected.csv", AffectedAsync).RequireAuthorization(Policies.Staff);
    }

    private static async Task<IResult> ExtractAsync(Guid id, HttpContext context, TakeExtract take)
    {
        if (context.User.ToSignedIn() is not { } person) return Results.LocalRedirect(Urls.SignInThen(Urls.StaffAuthority(id)));

        var taken = await take.RunAsync(person, id, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return taken switch
        {
            { File: { } file } => Results.File(file, "application/pdf", "extract.pdf"),
            { Refusal: AuthorityRefusal.NotConfirmed } => Results.LocalRedirect(Urls.ConfirmItIsYouThen(Urls.StaffAuthority(id))),
            { Refusal: AuthorityRefusal.NotStaff } => Results.NotFound(),
            _ => Results.LocalRedirect(Urls.StaffAuthority(id)),
        };
    }

    private static async Task<IResult> AffectedAsync(Guid id, HttpContext context, AffectedAccounts affected)
    {
        if (context.User.ToSignedIn() is not { } person) return Results.LocalRedirect(Urls.SignInThen(Urls.StaffBreach(id)));
        if (await affected.TakeAsync(person.Customer.User, id, context.RequestAborted) is not { } accounts) return Results.NotFound();

        var lines = new StringBuilder().Append(Csv.Mark).Append(Csv.Line("Number", "Account", "Person", "Who", "Kinds of data"));
        foreach (var account in accounts) lines.Append(Csv.Line(AccountNumber.Of(account.Account), account.Account.ToString(), account.User.ToString(), account.IsStaff ? "Our staff" : "Customer", string.Join(", ", account.Categories)));
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(Encoding.UTF8.GetBytes(lines.ToString()), "text/csv; charset=utf-8", "affected-accounts.csv");
    }
}
