using System.Globalization;
using System.Net;
using System.Text;
using SmsViro.Core.PersonalData;

namespace SmsViro.Core.Rights.Copies.Archive;

/// <summary>The two pages of an archive that a person opens first. The HTML runs no script, loads nothing, and shows every value as text.</summary>
internal static class ArchivePages
{
    private const string Style =
        """
        :root{color-scheme:light dark;--ink:#1c2330;--soft:#5a6473;--line:#d8dde5;--page:#fff;--tint:#f3f5f9}
        @media(prefers-color-scheme:dark){:root{--ink:#e8ebf0;--soft:#a3adbb;--line:#333c49;--page:#12161d;--tint:#1a2029}}
        body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:72rem;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
        h1{font-size:1.8rem;line-height:1.2}h2{margin-top:2.5rem;font-size:1.2rem}p.soft,td.soft,caption{color:var(--soft)}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}caption{text-align:left;padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;min-width:6rem}
        th{font-size:.85rem}code{font-size:.85em;background:var(--tint);padding:.1em .3em}
        """;

    public static string ReadMe(ManifestFacts facts, string controller, string contact) =>
        $"""
        EXPORT {facts.Reference}
        Made by {controller} on {facts.MadeAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}.
        {(facts.Exports is Exports.Portability
            ? "It holds what you gave us and what came from your use, to take elsewhere (GDPR Article 20)."
            : "It holds everything we store about you (GDPR Article 15).")}

        index.html      Open this first: what is here, in any browser, without the network.
        report.pdf      The same for reading and printing, with why we hold it and who received it.
        data/           The data. Each .json or .ndjson file has a .csv beside it for spreadsheets. The JSON is the exact copy.
                        contact.vcf is your own entry for an address book (vCard 4.0).
                        .ndjson is one JSON object a line. Times are UTC. Null means that nothing is stored.
        schema/         What each file's columns are, as JSON Schema.
        manifest.json   Every file with its rows and SHA-256, and every column we store, exported or left out with the reason.
        manifest.sig    Our signature over manifest.json.

        IS IT WHOLE?
        1. Compare a file's digest with the manifest:      sha256sum data/*
        2. Check the signature:                            openssl cms -verify -inform DER -in manifest.sig -content manifest.json -noverify -out /dev/null
           Our certificate is vouched for by nobody but us, so -noverify is needed and readers of PDF call the signer unknown.
           Compare its fingerprint with the one that {controller} prints at /promises.
        3. Or let the program do both:                     manage archive verify FILE

        It is readable by anyone who has it. Questions: {contact}
        """.ReplaceLineEndings("\r\n") + "\r\n";

    public static string Index(ManifestFacts facts, IReadOnlyList<TableFiles> tables, string controller)
    {
        var page = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Append("<meta name=\"referrer\" content=\"no-referrer\">")
            .Append(CultureInfo.InvariantCulture, $"<title>Export {Text(facts.Reference)}</title><style>{Style}</style></head><body>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>Your data, export {Text(facts.Reference)}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">Made by {Text(controller)} on {facts.MadeAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC. {facts.Columns.Count} of {facts.Declared} columns are covered: {facts.Columns.Count(column => column.File is not null)} exported, the others left out for a reason that <code>manifest.json</code> gives. <a href=\"report.pdf\">report.pdf</a> says why we hold it and who received it.</p>\n")
            .Append("<h2>Files</h2>\n<div class=\"wide\"><table><caption>Every file of data in this archive</caption><thead><tr><th scope=\"col\">File</th><th scope=\"col\">Rows</th><th scope=\"col\">Bytes</th></tr></thead><tbody>\n");
        foreach (var file in facts.Files.Where(file => file.Rows is not null))
            page.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"{Text(file.Name)}\">{Text(file.Name)}</a></td><td>{file.Rows:N0}</td><td>{file.Bytes:N0}</td></tr>\n");
        page.Append("</tbody></table></div>\n");
        foreach (var table in tables.Where(table => table.Rows > 0)) AppendPreview(page, table);
        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendPreview(StringBuilder page, TableFiles table)
    {
        var shown = table.Rows > table.Preview.Count ? $"The first {table.Preview.Count} of {table.Rows.ToString("N0", CultureInfo.InvariantCulture)}" : $"All {table.Rows}";
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(table.Table.Title)}</h2>\n<div class=\"wide\"><table><caption>{shown}</caption><thead><tr>");
        foreach (var column in table.Table.Columns) page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Text(column.Label)}</th>");
        page.Append("</tr></thead><tbody>\n");
        foreach (var row in table.Preview)
        {
            page.Append("<tr>");
            foreach (var value in row) page.Append(CultureInfo.InvariantCulture, $"<td dir=\"auto\">{Text(value ?? "")}</td>");
            page.Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n");
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
