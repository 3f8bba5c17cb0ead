using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmsViro.Core.Custody.Signing;

/// <summary>
/// A detached signature of a SHA-256 digest (CMS, RFC 5652; the signer's certificate bound by RFC 5035). Written here, because the platform's own class
/// wants the whole content in memory; RSA with PKCS#1 padding, because it gives the same bytes each time and every reader knows it.
/// </summary>
internal static class DetachedSignature
{
    private const string Data = "1.2.840.113549.1.7.1", SignedData = "1.2.840.113549.1.7.2", Sha256 = "2.16.840.1.101.3.4.2.1", Rsa = "1.2.840.113549.1.1.1";
    private const string ContentType = "1.2.840.113549.1.9.3", MessageDigest = "1.2.840.113549.1.9.4", SigningTime = "1.2.840.113549.1.9.5";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private const byte SetOf = 0x31;

    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0), DirectoryName = new(TagClass.ContextSpecific, 4);

    public static byte[] Sign(ReadOnlyMemory<byte> digest, DateTimeOffset at, X509Certificate2 certificate, RSA key)
    {
        var attributes = Attributes(digest.Span, at, certificate);
        return Compose(certificate, attributes, key.SignData(attributes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>
    /// The certificate that signed exactly this digest, or null; whose it is, the caller judges. Of the many ways to write a signature only ours passes:
    /// it is made again from its parts and compared, so that not a bit of it can be changed.
    /// </summary>
    public static X509Certificate2? SignerOf(ReadOnlyMemory<byte> signature, ReadOnlySpan<byte> digest)
    {
        X509Certificate2? certificate = null;
        try
        {
            var (raw, attributes, signed) = Read(signature);
            certificate = X509CertificateLoader.LoadCertificate(raw.Span);
            using var key = certificate.GetRSAPublicKey();
            if (key is not null && Compose(certificate, Attributes(digest, TimeOf(attributes), certificate), signed).AsSpan().SequenceEqual(signature.Span)
                && key.VerifyData(attributes, signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
                return certificate;
        }
        catch (Exception broken) when (broken is AsnContentException or CryptographicException or ArgumentException)
        {
            // Not of our form: no signature of ours.
        }

        certificate?.Dispose();
        return null;
    }

    private static (ReadOnlyMemory<byte> Certificate, byte[] Attributes, byte[] Signature) Read(ReadOnlyMemory<byte> signature)
    {
        var outer = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        outer.ReadObjectIdentifier();
        var data = outer.ReadSequence(First).ReadSequence();
        data.ReadInteger();
        data.ReadSetOf();
        data.ReadSequence();
        var certificate = data.ReadSetOf(First).ReadEncodedValue();
        var signer = data.ReadSetOf().ReadSequence();
        signer.ReadInteger();
        signer.ReadSequence();
        signer.ReadSequence();
        var attributes = signer.ReadEncodedValue().ToArray();
        attributes[0] = SetOf;
        signer.ReadSequence();
        return (certificate, attributes, signer.ReadOctetString());
    }

    private static DateTimeOffset TimeOf(byte[] attributes)
    {
        for (var all = new AsnReader(attributes, AsnEncodingRules.DER).ReadSetOf(); all.HasData;)
        {
            var attribute = all.ReadSequence();
            if (attribute.ReadObjectIdentifier() == SigningTime) return attribute.ReadSetOf().ReadUtcTime();
        }

        throw new AsnContentException();
    }

    private static byte[] Compose(X509Certificate2 certificate, byte[] attributes, byte[] signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedData);
            using (writer.PushSequence(First))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf()) WriteAlgorithm(writer, Sha256);
                using (writer.PushSequence()) writer.WriteObjectIdentifier(Data);
                using (writer.PushSetOf(First)) writer.WriteEncodedValue(certificate.RawData);
                using (writer.PushSetOf()) WriteSigner(writer, certificate, attributes, signature);
            }
        }

        return writer.Encode();
    }

    private static void WriteSigner(AsnWriter writer, X509Certificate2 certificate, byte[] attributes, byte[] signature)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence()) WriteIssuerAndNumber(writer, certificate);
            WriteAlgorithm(writer, Sha256);

            // They are signed as a set and written as the first field of their kind: one byte of difference.
            attributes[0] = 0xA0;
            writer.WriteEncodedValue(attributes);
            attributes[0] = SetOf;
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Rsa);
                writer.WriteNull();
            }

            writer.WriteOctetString(signature);
        }
    }

    private static byte[] Attributes(ReadOnlySpan<byte> digest, DateTimeOffset at, X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            using (Attribute(writer, ContentType, out var values)) using (values) writer.WriteObjectIdentifier(Data);
            using (Attribute(writer, SigningTime, out var values)) using (values) writer.WriteUtcTime(at);
            using (Attribute(writer, MessageDigest, out var values)) using (values) writer.WriteOctetString(digest);
            using (Attribute(writer, SigningCertificateV2, out var values))
            using (values)
            using (writer.PushSequence())
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteOctetString(SHA256.HashData(certificate.RawData));
                using (writer.PushSequence())
                {
                    using (writer.PushSequence())
                    using (writer.PushSequence(DirectoryName))
                        writer.WriteEncodedValue(certificate.IssuerName.RawData);
                    writer.WriteInteger(certificate.SerialNumberBytes.Span);
                }
            }
        }

        return writer.Encode();
    }

    private static AsnWriter.Scope Attribute(AsnWriter writer, string kind, out AsnWriter.Scope values)
    {
        var attribute = writer.PushSequence();
        writer.WriteObjectIdentifier(kind);
        values = writer.PushSetOf();
        return attribute;
    }

    private static void WriteIssuerAndNumber(AsnWriter writer, X509Certificate2 certificate)
    {
        writer.WriteEncodedValue(certificate.IssuerName.RawData);
        writer.WriteInteger(certificate.SerialNumberBytes.Span);
    }

    private static void WriteAlgorithm(AsnWriter writer, string kind)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier(kind);
    }
}
