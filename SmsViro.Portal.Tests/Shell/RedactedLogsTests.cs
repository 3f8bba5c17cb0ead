using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmsViro.Core.Accounts;
using SmsViro.Core.Encryption;
using SmsViro.Core.PersonalData;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;
using SmsViro.Portal.Shell;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Shell;

/// <summary>No log says a value that the declarations keep sealed, secret or as a digest, whoever writes the line and in whichever way; every other line is as it was.</summary>
[SuppressMessage("Performance", "CA1848", Justification = "These are the lines of others, who write them in every way there is")]
[SuppressMessage("Performance", "CA1873", Justification = "These are the lines of others, who write them in every way there is")]
[SuppressMessage("Usage", "CA2254", Justification = "These are the lines of others, who write them in every way there is")]
public sealed partial class RedactedLogsTests
{
    private const string Canary = "Zq81 Quux";

    private static readonly LogRedaction Redaction = LogRedaction.Of(PrivacyGate.Map);

    private static IEnumerable<string> Hidden => PrivacyGate.Map.Columns.Where(column => column.Class is DataClass.Sealed or DataClass.Secret or DataClass.BlindIndex).Select(column => column.Name.Split('.')[^1]).Distinct();

    [Fact]
    [Promise("P2.4")]
    public void A_value_named_like_any_column_that_is_sealed_secret_or_a_digest_is_in_neither_text_nor_values()
    {
        using var logs = new Heard();
        var log = logs.Create();

        foreach (var name in Hidden.SelectMany(name => new[] { name, name.ToUpperInvariant(), $"@{name}", $"customer.{name}" }))
        {
            log.Log(LogLevel.Warning, "She has {Count} of {" + name + "} now", 3, Canary);
            using (log.BeginScope("Of {" + name + "}", Canary)) log.Log(LogLevel.Warning, "In it");
            using (log.BeginScope(new Dictionary<string, object> { [name] = Canary, ["Link"] = "a" })) log.Log(LogLevel.Warning, "In it");
        }

        Assert.True(Hidden.Count() > 40, "Hardly any column is hidden.");
        Assert.DoesNotContain(logs.Lines, line => line.Said.Contains(Canary, StringComparison.Ordinal));
        Assert.All(logs.Lines.Where(line => line.Text != "In it"), line => Assert.Matches("^She has 3 of \\[[a-z ]+ redacted\\] now$", line.Text));
    }

    [Fact]
    [Promise("P2.4")]
    public void A_value_whose_type_is_a_persons_is_hidden_under_any_name()
    {
        using var logs = new Heard();
        var log = logs.Create();
        Assert.True(EmailAddress.TryParse("ada@harbour.example", out var address));
        object[] values =
        [
            address, PhoneNumber.FromE164("+447700900118"), new Sealed(new byte[] { 1, 2 }), new[] { address }, new List<EmailAddress> { address }, (Of: address, Count: 1),
            new Profile { UserId = UserId.New(), Name = default, TimeZone = default }, new PortalUser { AccountId = AccountId.New(), SecurityStamp = Canary },
        ];

        foreach (var value in values)
        {
            log.Log(LogLevel.Warning, "Took {Thing}", value);
            log.Log(LogLevel.Warning, default, value, null, (_, _) => Canary);
        }

        Assert.Equal(2 * values.Length, logs.Lines.Count);
        Assert.All(logs.Lines, line => Assert.Matches("^(Took )?\\[[a-z ]+ redacted\\]$", line.Text));
        Assert.DoesNotContain(logs.Lines, line => line.Said.Contains(Canary, StringComparison.Ordinal) || line.Values.Any(value => values.Contains(value.Value)));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{{{Name}}} in braces", "{[name redacted]} in braces")]
    [InlineData("{{Name}} {Name}", "{Name} [name redacted]")]
    [InlineData("{Name,20}|", "     [name redacted]|")]
    [InlineData("{Name,-20:N2}|", "[name redacted]     |")]
    public void A_text_is_made_anew_as_its_template_says(string template, string text)
    {
        using var logs = new Heard();

        logs.Create().Log(LogLevel.Warning, template, template.Contains("{Name", StringComparison.Ordinal) ? [Canary] : []);

        Assert.Equal(text, logs.Lines.Single().Text);
    }

    [Fact]
    public void What_stands_beside_a_hidden_value_is_said_as_it_was()
    {
        using var logs = new Heard();
        var failure = new InvalidOperationException("broken");
        var at = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

        logs.Create().Log(LogLevel.Error, new EventId(7, "Seven"), failure, "{Name} {Price:0.00} {When:u} {None} {Several} {Name}", Canary, 1.5m, at, null, new[] { "a", null }, "again");
        Generated(logs.Create(), Canary, 5, "a link", failure);

        var (first, second) = (logs.Lines[0], logs.Lines[1]);
        Assert.Equal("[name redacted] 1.50 2026-11-24 09:00:00Z (null) a, (null) [name redacted]", first.Text);
        Assert.Equal((LogLevel.Error, 7, "Seven", failure), (first.Level, first.Event.Id, first.Event.Name, first.Failure));
        Assert.Equal(1.5m, first.Values.Single(value => value.Key == "Price").Value);
        Assert.Equal("{Name} {Price:0.00} {When:u} {None} {Several} {Name}", first.Values.Single(value => value.Key == "{OriginalFormat}").Value);
        Assert.Equal("5 of [recipient redacted] over a link, [recipient redacted]", second.Text);
        Assert.Equal((91, failure), (second.Event.Id, second.Failure));
        Assert.DoesNotContain(logs.Lines, line => line.Said.Contains(Canary, StringComparison.Ordinal) || line.Said.Contains("again", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_with_a_text_of_its_own_says_its_values_and_not_that_text()
    {
        using var logs = new Heard();

        logs.Create().Log(LogLevel.Warning, default, new Dictionary<string, object?> { ["Link"] = "a", ["Name"] = Canary }, null, (_, _) => $"Hello {Canary}");

        Assert.Equal("Link: a, Name: [name redacted]", logs.Lines.Single().Text);
    }

    [Fact]
    public void Every_other_line_passes_as_the_object_it_was()
    {
        using var logs = new Heard();
        var log = logs.Create();
        var state = new List<KeyValuePair<string, object?>> { new("Count", 3), new("Reason", LogLevel.Debug), new("Number", null), new("{OriginalFormat}", "{Count} {Reason} {Number}") };

        log.Log(LogLevel.Warning, default, state, null, (_, _) => "its own text");
        log.Log(LogLevel.Warning, default, "a text", null, (text, _) => text);
        log.Log(LogLevel.Warning, "Took {Duration} at {Reason}, {About}", TimeSpan.FromSeconds(1), LogLevel.Debug, Guid.Empty);
        using (log.BeginScope(state)) log.Log(LogLevel.Warning, "In it");

        Assert.Equal(["its own text", "a text", "Took 00:00:01 at Debug, 00000000-0000-0000-0000-000000000000", "In it"], logs.Lines.Select(line => line.Text));
        Assert.Same(state, logs.Lines[0].State);
        Assert.Same(state, logs.Lines[3].Scopes.Single());
        Assert.Equal("FormattedLogValues", logs.Lines[2].State!.GetType().Name);
    }

    [Fact]
    public void Levels_that_are_off_stay_off_and_providers_that_come_later_are_guarded_too()
    {
        using var logs = new Heard();
        using var later = new Heard();
        var log = logs.Create();

        log.Log(LogLevel.Debug, "{Name}", Canary);
        logs.Factory.AddProvider(later);
        log.Log(LogLevel.Warning, "{Name}", Canary);

        Assert.False(log.IsEnabled(LogLevel.Debug));
        Assert.True(log.IsEnabled(LogLevel.Warning));
        Assert.Equal(["[name redacted]"], logs.Lines.Select(line => line.Text));
        Assert.Equal(["[name redacted]"], later.Lines.Select(line => line.Text));
    }

    [Fact]
    public void No_line_of_ours_gives_something_harmless_the_name_of_something_hidden()
    {
        var templates =
            from assembly in new[] { typeof(PrivacyGate).Assembly, typeof(Program).Assembly }
            from type in assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            let line = method.GetCustomAttribute<LoggerMessageAttribute>()
            where line is not null
            select (Method: $"{type.Name}.{method.Name}", line.Message, Types: method.GetParameters().Select(parameter => parameter.ParameterType));
        var found = templates.ToList();

        Assert.True(found.Count > 20, $"Only {found.Count} templates were found.");
        Assert.Empty(found.SelectMany(line => Placeholder().Matches(line.Message).Select(name => name.Groups[1].Value).Where(Redaction.Names).Select(name => $"{line.Method} says {{{name}}}")));
    }

    [Fact]
    [Promise("P2.4")]
    public async Task The_portal_writes_all_its_logs_through_it()
    {
        await using var host = await PortalHost.StartAsync();

        host.Services.GetRequiredService<ILogger<RedactedLogsTests>>().Log(LogLevel.Warning, "Wrote to {Recipient} over {Link}", "Qx77 Canary", "Northwave");
        host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Somebody.Elses.Library").Log(LogLevel.Warning, "Bound {Email}", "Qx77 Canary");

        await using var file = new FileStream(host.LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(file);
        var said = await lines.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Wrote to [recipient redacted] over Northwave", said, StringComparison.Ordinal);
        Assert.Contains("Somebody.Elses.Library Bound [email redacted]", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Qx77", said, StringComparison.Ordinal);
    }

    [LoggerMessage(91, LogLevel.Warning, "{Count} of {Recipient} over {Link}, {Recipient}")]
    private static partial void Generated(ILogger log, string recipient, int count, string link, Exception failure);

    [GeneratedRegex(@"(?<!\{)\{([^{},:]+)")]
    private static partial Regex Placeholder();

    private sealed record Line(LogLevel Level, EventId Event, object? State, string Text, Exception? Failure, IReadOnlyList<object?> Scopes)
    {
        public IReadOnlyList<KeyValuePair<string, object?>> Values { get; } = State is IEnumerable<KeyValuePair<string, object?>> values ? [.. values] : [];

        public string Said => string.Join(' ', [Text, State?.ToString(), .. Values.Select(value => Convert.ToString(value.Value, CultureInfo.InvariantCulture)), .. Scopes.SelectMany(Told)]);

        private static IEnumerable<string?> Told(object? scope) =>
            scope is IEnumerable<KeyValuePair<string, object?>> values ? [scope.ToString(), .. values.Select(value => value.Value?.ToString())] : [scope?.ToString()];
    }

    /// <summary>The portal's way of logging before a provider that keeps what it hears.</summary>
    private sealed class Heard : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private readonly ServiceProvider _services;
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public Heard() => _services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(this)).AddSingleton(PrivacyGate.Map).AddRedactedLogs().BuildServiceProvider();

        public List<Line> Lines { get; } = [];

        public ILoggerFactory Factory => _services.GetRequiredService<ILoggerFactory>();

        public ILogger Create() => _services.GetRequiredService<ILogger<Heard>>();

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<object?>();
            _scopes.ForEachScope(static (scope, all) => all.Add(scope), scopes);
            Lines.Add(new Line(logLevel, eventId, state, formatter(state, exception), exception, scopes));
        }

        public void Dispose() => _services.Dispose();
    }
}
