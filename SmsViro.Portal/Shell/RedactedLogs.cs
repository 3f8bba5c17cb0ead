using Microsoft.Extensions.DependencyInjection.Extensions;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;

namespace SmsViro.Portal.Shell;

/// <summary>Stands before every log provider there is or will be, so that no line of ours or of anybody's library says a value that the declarations keep sealed.</summary>
internal sealed class RedactedLogs(LoggerFactory logs, LogRedaction redaction) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new RedactedLog(logs.CreateLogger(categoryName), redaction);

    public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

    public void Dispose() => logs.Dispose();
}

/// <summary>One category of <see cref="RedactedLogs"/>: a line without a person in it passes as it is.</summary>
internal sealed class RedactedLog(ILogger log, LogRedaction redaction) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => RedactedState.Of(state, redaction) is { } redacted ? log.BeginScope(redacted) : log.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!log.IsEnabled(logLevel)) return;

        if (RedactedState.Of(state, redaction) is { } redacted) log.Log(logLevel, eventId, redacted, exception, static (line, _) => line.ToString());
        else log.Log(logLevel, eventId, state, exception, formatter);
    }
}

/// <summary>Puts the guard before the portal's logs.</summary>
internal static class RedactedLogsServices
{
    public static IServiceCollection AddRedactedLogs(this IServiceCollection services)
    {
        services.TryAddSingleton<LoggerFactory>();
        services.TryAddSingleton(_ => LogRedaction.Of(PrivacyGate.Map));
        return services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, RedactedLogs>());
    }
}
