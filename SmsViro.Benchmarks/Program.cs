using SmsViro.Benchmarks;

return args is [var verb, .. var rest] && Verbs.All.TryGetValue(verb, out var run)
    ? run(rest)
    : Verbs.Explain();
