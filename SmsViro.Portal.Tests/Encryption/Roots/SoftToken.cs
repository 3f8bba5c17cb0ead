using System.Diagnostics;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using SmsViro.Core.Encryption.Roots;
using SmsViro.Portal.Tests.Doubles;

namespace SmsViro.Portal.Tests.Encryption.Roots;

/// <summary>A PKCS#11 token in software, SoftHSM's, that can be pulled out and put back.</summary>
internal sealed class SoftToken
{
    private const string Pin = "4711-right";

    private static readonly Lazy<string> Tokens = new(Configure);

    private readonly string _pinFile;
    private readonly string _slot;

    private SoftToken(string label)
    {
        Label = label;
        _pinFile = Path.Combine(Scratch.Folder("pin"), "pin");
        Write(Pin + "\n");
        var before = Directory.GetDirectories(Tokens.Value);
        using var util = Process.Start(new ProcessStartInfo(
            Requires.Tool("softhsm2-util"), ["--init-token", "--free", "--label", label, "--pin", Pin, "--so-pin", "officer-4711"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SOFTHSM2_CONF"] = Path.Combine(Tokens.Value, "..", "softhsm2.conf") },
        })!;
        util.StandardOutput.ReadToEnd();
        util.WaitForExit();
        Assert.Equal(0, util.ExitCode);
        _slot = Directory.GetDirectories(Tokens.Value).Except(before).Single();
    }

    public string Label { get; }

    private string Aside => Path.Combine(Tokens.Value, "..", Path.GetFileName(_slot));

    /// <summary>A new token with a key made for nobody yet; skips the test where SoftHSM is missing.</summary>
    public static SoftToken Create()
    {
        Requires.SoftHsm();
        return new($"smsviro-{Guid.CreateVersion7():N}"[..28]);
    }

    public Pkcs11Options Options(string? pinFile = null) => new() { Library = Requires.SoftHsm(), Token = Label, PinFile = pinFile ?? _pinFile };

    public void Write(string pin)
    {
        File.WriteAllText(_pinFile, pin);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_pinFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void PullOut() => Directory.Move(_slot, Aside);

    public void PutBack() => Directory.Move(Aside, _slot);

    /// <summary>Makes a key whatever else has its label, as a process does that looked a moment too early.</summary>
    public void AddKey(string label)
    {
        var with = new Pkcs11InteropFactories();
        using var library = with.Pkcs11LibraryFactory.LoadPkcs11Library(with, Requires.SoftHsm(), AppType.MultiThreaded);
        using var session = library.GetSlotList(SlotsType.WithTokenPresent).Single(slot => slot.GetTokenInfo().Label.Trim() == Label).OpenSession(SessionType.ReadWrite);
        session.Login(CKU.CKU_USER, Pin);
        var make = with.ObjectAttributeFactory;
        using var generate = with.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN);
        session.GenerateKey(
            generate,
            [
                make.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), make.Create(CKA.CKA_VALUE_LEN, 32UL), make.Create(CKA.CKA_LABEL, label),
                make.Create(CKA.CKA_TOKEN, true), make.Create(CKA.CKA_ENCRYPT, true), make.Create(CKA.CKA_DECRYPT, true),
            ]);
    }

    // SoftHSM asks the C library for its environment, which .NET's own does not change.
    private static string Configure()
    {
        var folder = Scratch.Folder("softhsm");
        var tokens = Directory.CreateDirectory(Path.Combine(folder, "tokens")).FullName;
        var conf = Path.Combine(folder, "softhsm2.conf");
        File.WriteAllText(conf, $"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n");
        Assert.Equal(0, SetEnvironment("SOFTHSM2_CONF", conf, 1));
        return tokens;
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(string name, string value, int overwrite);
}
