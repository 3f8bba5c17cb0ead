using SmsViro.Core.Encryption;
using SmsViro.Core.Values;

namespace SmsViro.Core.Storage;

/// <summary>The digests by which the sign-in row is found: 128 bits of HMAC over the address, 64 over the number.</summary>
public static class SignInDigests
{
    public static string OfEmail(BlindIndex index, string email) => Convert.ToHexString(index.Compute(StorageFields.LoginIndex, Canonical(email)));

    public static IReadOnlyList<string> EachOfEmail(BlindIndex index, string email) => [.. index.ComputeEach(StorageFields.LoginIndex, Canonical(email)).Select(Convert.ToHexString)];

    public static long OfPhone(BlindIndex index, PhoneNumber phone) => index.Compute64(StorageFields.PhoneIndex, phone.Msisdn);

    public static IReadOnlyList<long> EachOfPhone(BlindIndex index, PhoneNumber phone) => index.Compute64Each(StorageFields.PhoneIndex, phone.Msisdn);

    private static string Canonical(string email) => EmailAddress.TryParse(email, out var parsed) ? parsed.Canonical : email.ToUpperInvariant();
}
