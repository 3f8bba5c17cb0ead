namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>A run of sealed recipients in flat memory, without an object a message.</summary>
internal sealed class SealedRows(int capacity)
{
    private const int Stride = 16 + Encryption.Box.Overhead;

    private readonly byte[] _recipients = new byte[capacity * Stride];
    private readonly byte[] _lengths = new byte[capacity];

    public int Capacity => capacity;

    public int FirstOrdinal { get; set; }

    public int Count { get; set; }

    public int[] Index { get; } = new int[capacity];

    public long[] Price { get; } = new long[capacity];

    public bool[] Refundable { get; } = new bool[capacity];

    /// <summary>Room to seal one recipient into; <see cref="SetLength"/> says how much of it was used.</summary>
    public Span<byte> Room(int row) => _recipients.AsSpan(row * Stride, Stride);

    public void SetLength(int row, int length) => _lengths[row] = (byte)length;

    public ReadOnlyMemory<byte> Recipient(int row) => _recipients.AsMemory(row * Stride, _lengths[row]);
}
