using System.Security.Cryptography.X509Certificates;
using SmsViro.Core.Custody;
using SmsViro.Core.Custody.Signing;
using SmsViro.Core.Documents;
using SmsViro.Core.Documents.Pdf;
using SmsViro.Core.Encryption;
using SmsViro.Portal.Tests.Documents;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Custody;

/// <summary>The certificate the portal makes for itself: one for all processes, and nothing passes for its signature but what it signed.</summary>
public sealed class PortalCertificateTests
{
    private static readonly byte[] Manifest = "{\"files\": 3}"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Processes_that_make_one_at_once_end_with_the_same_and_keep_it(Database database)
    {
        await using var store = await OpenAsync(database);
        using var beside = store.StartBeside();

        var both = await Task.WhenAll(
            store.Get<PortalCertificate>().FactsAsync(Cancel), ((PortalCertificate)beside.Services.GetService(typeof(PortalCertificate))!).FactsAsync(Cancel));
        await store.RestartAsync();
        var later = await store.Get<PortalCertificate>().FactsAsync(Cancel);

        Assert.Single([.. both.Append(later).Select(facts => facts.Fingerprint).Distinct()]);
        Assert.Matches("^([0-9A-F]{2}:){31}[0-9A-F]{2}$", later.Fingerprint);
        await using var db = store.Open();
        Assert.Single(db.SigningCertificates);
    }

    [Theory, OnBothDatabases]
    public async Task Knows_its_own_signature_of_a_manifest_from_every_other(Database database)
    {
        await using var store = await OpenAsync(database);
        await using var stranger = await OpenAsync(database);
        var ours = store.Get<PortalCertificate>();

        var signature = await ours.SignAsync(Manifest, Cancel);
        var foreign = await stranger.Get<PortalCertificate>().SignAsync(Manifest, Cancel);

        async Task<SignatureVerdict> Judge(byte[] content, byte[] mark) => await ours.VerifyAsync(new MemoryStream(content), mark, Cancel);
        Assert.Equal(SignatureVerdict.Genuine, await Judge(Manifest, signature));
        Assert.Equal(SignatureVerdict.Changed, await Judge([.. Manifest, (byte)' '], signature));
        Assert.Equal(SignatureVerdict.NotOurs, await Judge(Manifest, foreign));
        Assert.Equal(SignatureVerdict.Changed, await Judge(Manifest, []));
        for (var at = 0; at < signature.Length; at += 7)
        {
            var bent = (byte[])signature.Clone();
            bent[at] ^= 0x40;
            Assert.NotEqual(SignatureVerdict.Genuine, await Judge(Manifest, bent));
            Assert.Equal(SignatureVerdict.Changed, await Judge(Manifest, signature[..at]));
        }
    }

    [Fact]
    public async Task A_year_before_it_ends_the_next_one_signs_and_the_former_still_verifies()
    {
        await using var store = await OpenAsync(Database.Sqlite);
        var certificate = store.Get<PortalCertificate>();
        var (first, signature) = (await certificate.FactsAsync(Cancel), await certificate.SignAsync(Manifest, Cancel));

        store.Clock.SetUtcNow(first.ExpiresAt.AddDays(-364));
        var second = await certificate.FactsAsync(Cancel);

        Assert.NotEqual(first.Fingerprint, second.Fingerprint);
        Assert.Equal(SignatureVerdict.Genuine, await certificate.VerifyAsync(new MemoryStream(Manifest), signature, Cancel));
        using var x509 = X509CertificateLoader.LoadCertificate(second.Certificate.Span);
        Assert.Equal("CN=SMSViro", x509.Subject);
        Assert.Equal(second.ExpiresAt.UtcDateTime, x509.NotAfter.ToUniversalTime());
    }

    [Fact]
    public async Task The_private_key_lies_sealed_and_without_it_nothing_is_signed()
    {
        await using var store = await OpenAsync(Database.Sqlite);
        await store.Get<PortalCertificate>().FactsAsync(Cancel);

        await using (var db = store.Open())
        {
            var row = db.SigningCertificates.Single();
            Assert.Equal(OpenStatus.Ok, (await store.Vault.FindAsync(Scope.SystemSigning)).OpenBytes(SigningCertificateMapping.Key, row.Id, row.Key).Status);
            var bytes = row.Key.ToArray();
            bytes[^1] ^= 1;
            row.Key = Sealed.FromBytes(bytes);
            db.Update(row);
            await db.SaveChangesAsync(Cancel);
        }

        await store.RestartAsync();
        await Assert.ThrowsAsync<KeysException>(() => store.Get<PortalCertificate>().SignAsync(Manifest, Cancel));
    }

    [Fact]
    public async Task Openssl_verifies_the_manifest_by_the_certificate_alone()
    {
        await using var store = await OpenAsync(Database.Sqlite);
        var certificate = store.Get<PortalCertificate>();
        var (content, signature, trusted) = (Path.Combine(store.Folder, "manifest.json"), Path.Combine(store.Folder, "manifest.p7s"), Path.Combine(store.Folder, "portal.pem"));
        await File.WriteAllBytesAsync(content, Manifest, Cancel);
        await File.WriteAllBytesAsync(signature, await certificate.SignAsync(Manifest, Cancel), Cancel);
        using var x509 = X509CertificateLoader.LoadCertificate((await certificate.FactsAsync(Cancel)).Certificate.Span);
        await File.WriteAllTextAsync(trusted, x509.ExportCertificatePem(), Cancel);

        var said = await Reader.RunAsync(
            "openssl", ["cms", "-verify", "-inform", "DER", "-in", signature, "-content", content, "-CAfile", trusted, "-purpose", "any", "-attime", $"{store.Clock.GetUtcNow().ToUnixTimeSeconds()}", "-out", "/dev/null"]);

        Assert.Contains("successful", said.Errors);
    }

    [Fact]
    public async Task A_signed_paper_is_genuine_until_a_byte_changes_and_readers_agree()
    {
        await using var store = await OpenAsync(Database.Sqlite);
        var certificate = store.Get<PortalCertificate>();
        Element[] body = [new Heading(1, "Certificate of erasure"), new Paragraph("/ByteRange[0 1 2 3]/Contents<00>>>\nendobj\n")];
        var signature = await certificate.ForPaperAsync("Certificate of erasure", Cancel);
        var paper = Paper.Of(body.ToAsyncEnumerable()) with { Signature = signature, Title = "startxref\n1\n%%EOF\n" };
        var path = Path.Combine(store.Folder, "paper.pdf");
        var (file, again) = (await WriteAsync(paper), await WriteAsync(paper));
        await File.WriteAllBytesAsync(path, file, Cancel);

        Assert.Equal(file, again);
        Assert.Equal(SignatureVerdict.Genuine, await certificate.VerifyPaperAsync(new MemoryStream(file), Cancel));
        Assert.Equal(SignatureVerdict.NotSigned, await certificate.VerifyPaperAsync(new MemoryStream([.. file, (byte)'\n']), Cancel));
        Assert.Equal(SignatureVerdict.NotSigned, await certificate.VerifyPaperAsync(new MemoryStream(await WriteAsync(paper with { Signature = null })), Cancel));
        foreach (var at in Enumerable.Range(0, 40).Select(i => i * (file.Length / 40)))
        {
            var bent = (byte[])file.Clone();
            bent[at] ^= 1;
            Assert.NotEqual(SignatureVerdict.Genuine, await certificate.VerifyPaperAsync(new MemoryStream(bent), Cancel));
        }

        var said = await Reader.RunAsync("pdfsig", [path]);
        Assert.Contains("Signature is Valid.", said.Answer);
        Assert.Contains("Total document signed", said.Answer);
        Assert.Contains("Signer Certificate Common Name: SMSViro", said.Answer);
        Assert.Contains("adbe.pkcs7.detached", said.Answer);
        Assert.Contains("No syntax or stream encoding errors found", (await Reader.RunAsync("qpdf", ["--check", path])).Answer);
    }

    [Fact]
    public async Task A_paper_may_be_locked_and_signed_at_once()
    {
        await using var store = await OpenAsync(Database.Sqlite);
        var certificate = store.Get<PortalCertificate>();
        Assert.True(Passphrase.TryParse("a passphrase of hers", out var passphrase));
        Element[] body = [new Heading(1, "Copy of your data")];
        var path = Path.Combine(store.Folder, "paper.pdf");

        var file = await WriteAsync(Paper.Of(body.ToAsyncEnumerable()) with { Signature = await certificate.ForPaperAsync("Copy of your data", Cancel), Passphrase = passphrase });

        Assert.Equal(SignatureVerdict.Genuine, await certificate.VerifyPaperAsync(new MemoryStream(file), Cancel));
        await File.WriteAllBytesAsync(path, file, Cancel);
        Assert.Contains("No syntax or stream encoding errors found", (await Reader.RunAsync("qpdf", ["--check", "--password=a passphrase of hers", path])).Answer);
        Assert.Contains("u:Copy of your data", (await Reader.RunAsync("qpdf", ["--json=2", "--json-key=qpdf", "--password=a passphrase of hers", path])).Answer);
    }

    private static async Task<byte[]> WriteAsync(Document document)
    {
        using var file = new MemoryStream();
        await new PdfEngine().WriteAsync(document, file, Cancel);
        return file.ToArray();
    }

    private static Task<TestStore> OpenAsync(Database database) => TestStore.CreateAsync(database, (services, configuration) => services.AddCustody(configuration));
}
