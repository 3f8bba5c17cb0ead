using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace SmsViro.Core.Encryption.Roots;

/// <summary>One errand at the token: library loaded, token found, signed in, done, everything let go.</summary>
// Nothing stays open between errands. They are few, one a minute at most, and a token that was pulled out and put back, or swapped, is met as it is.
internal sealed class Pkcs11Token(Pkcs11Options options)
{
    // PKCS#11 is set up and torn down for a process as a whole, so whoever uses it takes turns.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    private volatile bool _refused;

    static Pkcs11Token() => NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, (name, assembly, path) =>
    {
        // Without its development files Debian has no "libdl.so", which is the name the wrapper asks for.
        return name == "libdl" && NativeLibrary.TryLoad("libdl.so.2", assembly, path, out var found) ? found : IntPtr.Zero;
    });

    public async Task<T> RunAsync<T>(Func<ISession, Pkcs11InteropFactories, T> errand, CancellationToken cancel)
    {
        await Turn.WaitAsync(cancel);
        try
        {
            return Run(errand);
        }
        catch (Pkcs11Exception fault)
        {
            throw new KeysException(SentenceFor(fault), fault);
        }
        catch (Exception fault) when (fault is UnmanagedException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or LibraryArchitectureException)
        {
            throw new KeysException("The token's PKCS#11 library cannot be loaded: set Keys:Pkcs11:Library to the full path of one made for this machine.", fault);
        }
        finally
        {
            Turn.Release();
        }
    }

    private T Run<T>(Func<ISession, Pkcs11InteropFactories, T> errand)
    {
        // A token locks itself after a few wrong PINs, so the same one is not offered twice.
        if (_refused)
            throw new KeysException(WrongPin());

        var factories = new Pkcs11InteropFactories();
        using var library = factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, options.Library, AppType.MultiThreaded);
        var slot = library.GetSlotList(SlotsType.WithTokenPresent).FirstOrDefault(slot => slot.GetTokenInfo().Label.Trim() == options.Token)
            ?? throw new KeysException($"The token {options.Token} is not there: connect it, or set Keys:Pkcs11:Token to the label of the one that is.");
        using var session = slot.OpenSession(SessionType.ReadWrite);
        SignIn(session);
        try
        {
            return errand(session, factories);
        }
        finally
        {
            SignOut(session);
        }
    }

    private void SignIn(ISession session)
    {
        var pin = Pin();
        try
        {
            session.Login(CKU.CKU_USER, pin);
        }
        catch (Pkcs11Exception fault) when (fault.RV is CKR.CKR_USER_ALREADY_LOGGED_IN)
        {
            // By whoever else in this process uses the same token.
        }
        catch (Pkcs11Exception fault) when (fault.RV is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_LEN_RANGE or CKR.CKR_PIN_INVALID)
        {
            _refused = true;
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pin);
        }
    }

    private static void SignOut(ISession session)
    {
        try
        {
            session.Logout();
        }
        catch (Pkcs11Exception)
        {
            // A token pulled out meanwhile has signed us out itself.
        }
    }

    private byte[] Pin()
    {
        if (options.PinFile.Length == 0)
            return System.Text.Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(Pkcs11Options.PinVariable) ?? "");

        try
        {
            if (!OwnerOnly.Is(options.PinFile))
                throw new KeysException("The file of the token's PIN can be read by others: set the file that Keys:Pkcs11:PinFile names to mode 0600.");

            var whole = File.ReadAllBytes(options.PinFile);
            try
            {
                return whole.AsSpan().TrimEnd("\r\n"u8).ToArray();
            }
            finally
            {
                CryptographicOperations.ZeroMemory(whole);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new KeysException("The file of the token's PIN cannot be read: make the file that Keys:Pkcs11:PinFile names belong to this user.", fault);
        }
    }

    private string SentenceFor(Pkcs11Exception fault) => fault.RV switch
    {
        CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_LEN_RANGE or CKR.CKR_PIN_INVALID => WrongPin(),
        CKR.CKR_PIN_LOCKED => $"The token {options.Token} has locked its PIN after wrong ones: unlock it with its security officer's PIN, then start again.",
        CKR.CKR_TOKEN_NOT_PRESENT or CKR.CKR_DEVICE_REMOVED or CKR.CKR_SLOT_ID_INVALID or CKR.CKR_TOKEN_NOT_RECOGNIZED =>
            $"The token {options.Token} is not there: connect it, then try again.",
        _ => $"The token {options.Token} failed with {fault.RV} in {fault.Method}: see to the token, then try again.",
    };

    private string WrongPin() => $"The token {options.Token} refuses the PIN: put the right one where Keys:Pkcs11:PinFile points, then start again.";
}
