using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using SmsViro.Core.Accounts.Credentials;
using SmsViro.Core.Values;
using SmsViro.Portal.Kit;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Rights;

/// <summary>The pages of a person's rights over a whole store, drawn without a browser.</summary>
internal static class RightsPages
{
    public static async Task<BunitContext> OpenAsync(TestStore store, Customer customer, bool confirmed = true)
    {
        var me = await store.SignInAsync(customer, confirmed);
        var desk = new BunitContext();
        desk.JSInterop.Mode = JSRuntimeMode.Loose;
        desk.Services.AddSingleton<AuthenticationStateProvider>(new Person(me)).AddScoped<CurrentCustomer>().AddScoped<Toasts>().AddScoped<CurrentReader>().AddScoped<ReadReader>(_ => _ => ValueTask.FromResult(new SmsViro.Portal.Shell.Reader("Somebody", null, ReaderZone.London))).AddSingleton<TimeProvider>(store.Clock);
        desk.Services.AddSingleton(store.Get<Sessions>()).AddSingleton(store.Get<StepUp>());
        desk.Services.AddFallbackServiceProvider(new Of(store.Services));
        desk.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return desk;
    }

    private sealed class Person(SignedIn person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(person.ToPrincipal()));
    }

    // Only what is ours: what draws pages is the test's own.
    private sealed class Of(IServiceProvider services) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType.Namespace?.StartsWith("SmsViro.Core", StringComparison.Ordinal) is true ? services.GetService(serviceType) : null;
    }
}
