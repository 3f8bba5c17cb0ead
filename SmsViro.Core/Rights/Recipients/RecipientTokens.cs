using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmsViro.Core.Rights.Recipients;

/// <summary>The random bits in a recipient's cookie, and their digest in the database: what is stored cannot open what it stands for.</summary>
internal static class RecipientTokens
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
