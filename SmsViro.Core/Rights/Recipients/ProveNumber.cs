using System.Security.Cryptography;
using SmsViro.Core.Encryption;
using SmsViro.Core.Jobs;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>How a typed code was judged.</summary>
public enum ProofOutcome
{
    /// <summary>It is hers; the search has begun.</summary>
    Proved = 1,

    /// <summary>Not this code; it may be tried again.</summary>
    Wrong,

    /// <summary>Its ten minutes or five tries are over, or it was used: she asks for a new one.</summary>
    Over,
}

/// <summary>The judgement, and the new token of a proved browser.</summary>
public readonly record struct Proof(ProofOutcome Outcome, string? Token);

/// <summary>Takes the code of a text, in the browser that asked for it: once, five times at most, for ten minutes.</summary>
public sealed class ProveNumber(WriteQueue writes, Vault vault, JobQueue jobs, TimeProvider clock)
{
    internal const int MostTries = 5;

    internal static readonly TimeSpan LifeOfCode = TimeSpan.FromMinutes(10);

    public async Task<Proof> RunAsync(string? token, string? typed, CancellationToken cancel)
    {
        if (token is null) return new Proof(ProofOutcome.Over, null);

        var code = new string([.. (typed ?? "").Where(char.IsAsciiDigit)]);
        var (digest, fresh, now) = (RecipientTokens.DigestOf(token), RecipientTokens.New(), clock.GetUtcNow());
        var index = await vault.IndexAsync(Scope.IndexPhone, cancel);
        var outcome = await writes.RunAsync(
            db =>
            {
                if (db.RecipientSessions.SingleOrDefault(row => row.TokenDigest == digest) is not { } session || !IsOpen(session, now)) return ProofOutcome.Over;

                if (!CryptographicOperations.FixedTimeEquals(session.CodeDigest, AskForCode.DigestOf(index, session.Id, code)))
                {
                    session.Tries++;
                    return session.Tries < MostTries ? ProofOutcome.Wrong : ProofOutcome.Over;
                }

                // The token the browser had before it proved anything is worth nothing any more.
                (session.CodeDigest, session.ProvedAt, session.TokenDigest) = (null, now, RecipientTokens.DigestOf(fresh));
                JobQueue.Add<SearchForRecipient>(db, session.Id, now);
                return ProofOutcome.Proved;
            },
            cancel: cancel);
        if (outcome is not ProofOutcome.Proved) return new Proof(outcome, null);

        jobs.Wake();
        return new Proof(outcome, fresh);
    }

    internal static bool IsOpen(RecipientSession session, DateTimeOffset now) =>
        session is { CodeDigest: not null, ProvedAt: null, Tries: < MostTries } && now < session.StartedAt + LifeOfCode;
}
