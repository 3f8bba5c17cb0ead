using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;
using SmsViro.Core.Storage;

namespace SmsViro.Core.Privacy;

/// <summary>
/// Brings consents in as history and never as consents: a yes was said to one company about one text (GDPR Article 7(1)), and another company cannot inherit it. One
/// that still stands in the archive ends at the moment it comes in; whoever wants it here says so here.
/// </summary>
internal sealed class ImportConsents : IArchivePart
{
    private const int MostVersions = 1_000_000;

    public IReadOnlyList<string> Files { get; } = ["consent"];

    public string? Changed => "They come in as history. A consent that still stands ends at the moment it comes in, because nobody can agree on your behalf: agree again under Your choices if you like";

    public bool IsEmpty(DbContext db, DataSubject subject) => true;

    public async IAsyncEnumerable<ImportStep> StepsAsync(Import import, [EnumeratorCancellation] CancellationToken cancel)
    {
        var kinds = Enum.GetValues<ConsentKind>().ToDictionary(PrivacyWords.Of, StringComparer.Ordinal);
        await foreach (var row in import.Rows("consent").WithCancellation(cancel))
        {
            if (!kinds.TryGetValue(row.Text("kind", 200) ?? "", out var kind))
            {
                // Something that cannot be agreed to here.
                yield return new ImportStep("consent", 0, 1, _ => new(_ => { }));
                continue;
            }

            var (version, given) = (row.Count("textVersion", MostVersions), row.InstantOf("givenAt", import.Since));
            var ended = row.Instant("withdrawnAt", import.Since) ?? import.Since;
            yield return new ImportStep(
                "consent", 1, 0,
                _ => new(context => ((PortalDbContext)context).Consents.Add(new Consent
                {
                    Id = Guid.CreateVersion7(given),
                    UserId = import.Subject.User,
                    Kind = kind,
                    TextVersion = version,
                    TextHash = ConsentText.Of(kind, version)?.Hash ?? [],
                    GivenAt = given,
                    WithdrawnAt = ended,
                })));
        }
    }
}
