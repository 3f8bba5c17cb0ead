using System.Security.Cryptography;

namespace SmsViro.Core.Encryption;

/// <summary>Random 96-bit nonces, each given once. Drawn 128 at a time per thread: a draw of twelve bytes costs as much as a whole encryption.</summary>
internal static class Nonces
{
    public const int Length = 12;

    private const int Batch = 128;

    [ThreadStatic]
    private static Pool? _pool;

    public static void Next(Span<byte> nonce) => (_pool ??= new()).Next(nonce);

    private sealed class Pool
    {
        private readonly byte[] _bytes = new byte[Batch * Length];
        private int _next = Batch;

        public void Next(Span<byte> nonce)
        {
            if (_next == Batch)
            {
                RandomNumberGenerator.Fill(_bytes);
                _next = 0;
            }

            _bytes.AsSpan(Length * _next++, Length).CopyTo(nonce);
        }
    }
}
