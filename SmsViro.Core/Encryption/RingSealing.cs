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

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var row = Guid.CreateVersion7();
        var box = vault.OpenAsync(Scope.SystemRing).AsTask().GetAwaiter().GetResult();
        var value = box.Seal(Key, row, plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(new XElement("sealed", new XAttribute("row", row), Convert.ToBase64String(value.Bytes.Span)), typeof(RingOpening));
    }
}

/// <summary>Opens them again; Data Protection finds this class by the name written beside the key.</summary>
internal sealed class RingOpening(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var row = Guid.Parse((string?)encryptedElement.Attribute("row") ?? "", CultureInfo.InvariantCulture);
        var box = services.GetRequiredService<Vault>().FindAsync(Scope.SystemRing).AsTask().GetAwaiter().GetResult();
        var opened = box.Open(RingSealing.Key, row, Sealed.FromBytes(Convert.FromBase64String(encryptedElement.Value)));
        return opened is { Status: OpenStatus.Ok, Text: { } text }
            ? XElement.Parse(text)
            : throw new KeysException($"A key of the Data Protection ring is {opened.Status.ToString().ToLowerInvariant()}: delete its file, and everyone signs in again.");
    }
}
