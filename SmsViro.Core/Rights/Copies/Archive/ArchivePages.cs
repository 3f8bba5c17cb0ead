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
        h1,p,li{overflow-wrap:anywhere}h1{font-size:1.8rem;line-height:1.2}h2{margin-top:2.5rem;font-size:1.2rem}p.soft,td.soft,caption{color:var(--soft)}
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
        The easiest way: in an account that holds no messages yet, choose "Bring my data" in the privacy centre and hand in the ZIP. Before anything is
        written, every file, every row and the signature are checked, and you read what was found. Say no there, and the file is deleted again.

        By hand, with what your computer has:
        1. Each file's SHA-256 stands beside its name in manifest.json. Compare them:
           on Windows   certutil -hashfile FILE SHA256
           on a Mac     shasum -a 256 FILE
           on Linux     sha256sum FILE
        2. That nobody changed manifest.json itself, our signature shows. With OpenSSL:
           openssl cms -verify -inform DER -in manifest.sig -content manifest.json -noverify -out /dev/null
           Our certificate is vouched for by nobody but us, so -noverify is needed and readers of PDF call the signer unknown.
           Compare its fingerprint with the one that {controller} prints at /promises.

        Whoever runs a portal does both with:   manage archive verify FILE

        It is readable by anyone who has it. Questions: {contact}
        """.ReplaceLineEndings("\r\n") + "\r\n";

    /// <param name="facts">What the manifest will say.</param>
    /// <param name="tables">The rows by kind.</param>
    /// <param name="whose">The address the data is about.</param>
    /// <param name="controller">Who made it.</param>
    public static string Index(ManifestFacts facts, IReadOnlyList<TableFiles> tables, string whose, string controller)
    {
        var page = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Append("<meta name=\"referrer\" content=\"no-referrer\">")
            .Append(CultureInfo.InvariantCulture, $"<title>Export {Text(facts.Reference)}</title><style>{Style}</style></head><body>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>The data of {Text(whose)}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p>{What(facts)} Export {Text(facts.Reference)}, made by {Text(controller)} on {facts.MadeAt.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo("en-GB"))} UTC. All times here are UTC. <a href=\"report.pdf\">report.pdf</a> says why we hold it and who received it.</p>\n");
        AppendContents(page, tables);
        foreach (var table in tables.Where(table => table.Rows > 0)) AppendPreview(page, table);
        AppendFiles(page, facts);
        return page.Append("</body></html>\n").ToString();
    }

    private static string What(ManifestFacts facts) => facts.Exports is Exports.Portability
        ? "What you gave us and what came from your use, to take elsewhere (GDPR Article 20)."
        : "Everything we store about you (GDPR Article 15).";

    private static void AppendContents(StringBuilder page, IReadOnlyList<TableFiles> tables)
    {
        page.Append("<h2>Contents</h2>\n<ul>\n");
        foreach (var table in tables.Where(table => table.Rows > 0))
            page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{Text(table.Table.Name)}\">{Text(table.Table.Title)}</a>: {Entries(table.Rows)}</li>\n");
        page.Append("<li><a href=\"#files\">The files, for programs and spreadsheets</a></li>\n</ul>\n");
        var empty = tables.Where(table => table.Rows == 0).Select(table => table.Table.Title).Distinct().ToList();
        if (empty.Count > 0) page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">Searched, and nothing held: {Text(string.Join(", ", empty))}.</p>\n");
    }

    private static void AppendFiles(StringBuilder page, ManifestFacts facts)
    {
        page.Append("<h2 id=\"files\">Files</h2>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{facts.Columns.Count} of {facts.Declared} columns are covered: {facts.Columns.Count(column => column.File is not null)} exported, the others left out for a reason that <code>manifest.json</code> gives.</p>\n")
            .Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Files\"><table><caption>Every file that holds something</caption><thead><tr><th scope=\"col\">File</th><th scope=\"col\">Rows</th><th scope=\"col\">Bytes</th></tr></thead><tbody>\n");
        foreach (var file in facts.Files.Where(file => file.Rows > 0))
            page.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"{Text(file.Name)}\">{Text(file.Name)}</a></td><td>{file.Rows:N0}</td><td>{file.Bytes:N0}</td></tr>\n");
        page.Append("</tbody></table></div>\n");
        var empty = facts.Files.Where(file => file.Rows == 0).ToList();
        if (empty.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{(empty.Count == 1 ? "1 file is" : $"{empty.Count} files are")} empty: {string.Join(", ", empty.Select(file => $"<a href=\"{Text(file.Name)}\">{Text(file.Name)}</a>"))}.</p>\n");
    }

    private static string Entries(long rows) => rows == 1 ? "1 entry" : $"{rows.ToString("N0", CultureInfo.InvariantCulture)} entries";

    private static void AppendPreview(StringBuilder page, TableFiles table)
    {
        var shown = table.Rows > table.Preview.Count ? $"The first {table.Preview.Count} of {table.Rows.ToString("N0", CultureInfo.InvariantCulture)}" : $"All {table.Rows}";
        page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{Text(table.Table.Name)}\">{Text(table.Table.Title)}</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(table.Table.Title)}\"><table><caption>{shown}</caption><thead><tr>");
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
