using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Jobs;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Privacy.Policy;
using SmsViro.Core.Privacy.Retention;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Accounts;

/// <summary>People and how they sign in. The portal registers <see cref="AccountLinks"/> beside it.</summary>
public static class AccountsServices
{
    /// <summary>OWASP ASVS 5.0, appendix C: PBKDF2 with SHA-512 takes at least so many rounds.</summary>
    private const int Rounds = 210_000;

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Rounds);

        // Ours come first: Identity adds its own only where there is none.
        services.AddSingleton<LookupIndexes>()
            .AddSingleton<ILookupNormalizer>(provider => provider.GetRequiredService<LookupIndexes>())
            .AddSingleton<IPasswordHasher<PortalUser>, PasswordHasher<PortalUser>>();
        services.AddIdentityCore<PortalUser>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            options.User.RequireUniqueEmail = true;

            // The user name is the address, which is judged as one; Identity's letters would refuse o'brien@.
            options.User.AllowedUserNameCharacters = "";
        }).AddUserStore<PortalUserStore>();

        services.TryAddSingleton<PrivacyPolicy>();
        services.AddSingleton<HashingGate>().AddSingleton<Passwords>().AddSingleton<PasswordProof>().AddSingleton<UserDirectory>()
            .AddSingleton<MailedLinks>().AddSingleton<Sessions>().AddSingleton<StepUp>().AddSingleton<AccountOpening>();
        services.AddSingleton<Register>().AddSingleton<ConfirmEmail>().AddSingleton<SignIn>().AddSingleton<SignOut>()
            .AddSingleton<RequestPasswordReset>().AddSingleton<ResetPassword>().AddSingleton<ChangePassword>().AddSingleton<ConfirmItIsYou>()
            .AddSingleton<ReadProfile>().AddSingleton<UpdateProfile>().AddSingleton<IArchivePart, ImportProfile>().AddSingleton<CorrectProfile>().AddSingleton<ReadFormerDetails>().AddSingleton<IRetentionRule, ForgetFormerDetails>()
            .AddSingleton<RequestEmailChange>().AddSingleton<ConfirmEmailChange>()
            .AddJob<TellOfWrongPasswords>()
            .AddSingleton<CreateAdmin>().AddSingleton<SeedDemo>();
        return services;
    }
}
