namespace SmsViro.Portal.Shell;

/// <summary>What a slice does between the keys being open and the first page: in the order slices are registered.</summary>
public sealed record StartStep(Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>The portal cannot start. Its message is one sentence for the person who runs it.</summary>
public sealed class StartRefusedException(string message) : Exception(message);

public static class StartSteps
{
    public static IServiceCollection AddStartStep(this IServiceCollection services, Func<IServiceProvider, CancellationToken, Task> run) =>
        services.AddSingleton(new StartStep(run));
}
