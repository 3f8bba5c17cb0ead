using System.Collections.Concurrent;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>
/// What a test needs beyond the SDK. Where it is missing the test is skipped with one sentence saying what to install;
/// with SMSVIRO_REQUIRE=all it fails with the same sentence. MissingPartsTests lists every sentence at the end.
/// </summary>
public static class Requires
{
    private static readonly ConcurrentDictionary<string, int> Sentences = new();
    private static readonly string[] LibraryFolders = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib"];
    private static readonly string[] TokenFolders = ["softhsm", "pkcs11"];

    /// <summary>Every missing part so far, and how many tests it kept from running.</summary>
    public static IReadOnlyDictionary<string, int> Missing => Sentences;

    /// <summary>A Chromium, Chrome or Edge that Playwright can drive; its path, or null for Playwright's own download.</summary>
    public static string? Browser()
    {
        if (!BrowserPath.TryFind(out var path))
            Lacks("A browser is missing: install chromium, or set CHROMIUM_PATH to a Chromium, Chrome or Edge.");

        return path;
    }

    /// <summary>PostgreSQL's programs, or a server named by SMSVIRO_POSTGRES.</summary>
    public static void Postgres()
    {
        if (!PostgresServer.IsPossible)
            Lacks("PostgreSQL is missing: install postgresql, or set SMSVIRO_POSTGRES to the connection string of a server that may create databases.");
    }

    /// <summary>PostgreSQL's programs, so that the server is the run's own and its files can be read.</summary>
    public static void OwnPostgres()
    {
        if (!PostgresServer.IsOurs)
            Lacks("PostgreSQL is missing, or is the server named by SMSVIRO_POSTGRES: install postgresql and name no server, because the files of another cannot be read.");
    }

    /// <summary>A PKCS#11 token in software; the full path of its library.</summary>
    public static string SoftHsm()
    {
        var library = SoftHsmLibraries().Prepend(Environment.GetEnvironmentVariable("SMSVIRO_SOFTHSM") ?? "").FirstOrDefault(File.Exists);
        if (library is null)
            Lacks("SoftHSM is missing: install softhsm2, or set SMSVIRO_SOFTHSM to the full path of its libsofthsm2.so.");

        return library!;
    }

    /// <summary>A program on the PATH, such as pdftotext; its full path.</summary>
    public static string Tool(string name)
    {
        var path = PathOf(name);
        if (path is null)
            Lacks($"{name} is missing: install {PackageOf(name)}.");

        return path!;
    }

    /// <summary>A package that npm has put beneath <paramref name="folder"/> (absolute, or relative to the tests' project), and node itself.</summary>
    public static string NodePackage(string name, string folder)
    {
        var home = Path.Combine(Tree.Tests, folder);
        if (!File.Exists(Path.Combine(home, "node_modules", name, "package.json")))
            Lacks($"The npm package {name} is missing: run npm ci in {Path.GetRelativePath(Tree.Root, home)}.");
        Tool("node");

        return home;
    }

    /// <summary>Skips the running test, or fails it where SMSVIRO_REQUIRE=all.</summary>
    public static void Skip(string sentence)
    {
        if (Environment.GetEnvironmentVariable("SMSVIRO_REQUIRE") == "all")
            Assert.Fail(sentence);

        Assert.Skip(sentence);
    }

    internal static string? PathOf(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
            .FirstOrDefault(File.Exists);

    private static string PackageOf(string name) => name switch
    {
        "pdftotext" or "pdftoppm" or "pdfinfo" or "pdffonts" or "pdfsig" => "poppler-utils",
        "node" => "nodejs",
        "softhsm2-util" => "softhsm2",
        _ => name,
    };

    private static IEnumerable<string> SoftHsmLibraries() =>
        from folder in LibraryFolders
        where Directory.Exists(folder)
        from inner in Directory.GetDirectories(folder, "*-linux-gnu*").Append(folder)
        from kind in TokenFolders
        select Path.Combine(inner, kind, "libsofthsm2.so");

    private static void Lacks(string sentence)
    {
        Sentences.AddOrUpdate(sentence, 1, (_, tests) => tests + 1);
        Skip(sentence);
    }
}
