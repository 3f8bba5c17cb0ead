using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace SmsViro.Core.Encryption;

/// <summary>Seals the keys of ASP.NET Core Data Protection, which on Linux would lie in clear in the user's home.</summary>
// Data Protection asks synchronously, at start and every 90 days; by then the box is nearly always at hand.
internal sealed class RingSealing(Vault vault) : IXmlEncryptor
{
    public static readonly Field Key = new("ring.key");

    private const string Element = "sealed";
    private const string Row = "row";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var row = Guid.CreateVersion7();
        var box = vault.OpenAsync(Scope.SystemRing).AsTask().GetAwaiter().GetResult();
        var value = box.Seal(Key, row, plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(new XElement(Element, new XAttribute(Row, row), Convert.ToBase64String(value.Bytes.Span)), typeof(RingOpening));
    }

    /// <summary>Takes the sealed key out of an element of the ring; null when it has none, as a revocation.</summary>
    public static (Guid Row, Sealed Value)? TakeKey(XElement element)
    {
        if (element.Descendants(Element).FirstOrDefault() is not { } found)
            return null;

        var key = Read(found);
        found.Value = "";
        return key;
    }

    /// <summary>Puts a sealed key back where <see cref="TakeKey"/> took it from.</summary>
    public static void GiveKey(XElement element, Sealed value) => element.Descendants(Element).First().Value = Convert.ToBase64String(value.Bytes.Span);

    public static (Guid Row, Sealed Value) Read(XElement found) =>
        (Guid.Parse((string?)found.Attribute(Row) ?? "", CultureInfo.InvariantCulture), Sealed.FromBytes(Convert.FromBase64String(found.Value)));
}

/// <summary>Opens them again; Data Protection finds this class by the name written beside the key.</summary>
internal sealed class RingOpening(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var (row, value) = RingSealing.Read(encryptedElement);
        var box = services.GetRequiredService<Vault>().FindAsync(Scope.SystemRing).AsTask().GetAwaiter().GetResult();
        var opened = box.Open(RingSealing.Key, row, value);
        return opened is { Status: OpenStatus.Ok, Text: { } text }
            ? XElement.Parse(text)
            : throw new KeysException($"Key {row:D} of the Data Protection ring is {opened.Status.ToString().ToLowerInvariant()}: delete its row in the table Ring, and everyone signs in again.");
    }
}
