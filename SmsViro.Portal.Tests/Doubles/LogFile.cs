using Microsoft.Extensions.Logging;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>Writes every log line, its values and its exception to one file, so that a test can search what the portal ever said.</summary>
internal sealed class LogFile(string path) : ILoggerProvider
{
    private readonly StreamWriter _lines = new(path) { AutoFlush = true };

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
        lock (_lines)
            _lines.Dispose();
    }

    private void Write(string line)
    {
        lock (_lines)
            if (_lines.BaseStream is { CanWrite: true })
                _lines.WriteLine(line);
    }

    private sealed class Category(LogFile file, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => pair.Value)) : "";
            file.Write($"{logLevel} {name} {formatter(state, exception)} | {values} {exception}");
        }
    }
}
