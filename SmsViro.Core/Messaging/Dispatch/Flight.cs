using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Core.Messaging.Dispatch;

/// <summary>A message on a link: from the commit of its window until every part of it is answered for. Reused, because a hundred thousand pass here in a second or two.</summary>
internal sealed class Flight
{
    private const int LongestRecipient = 16 + Encryption.Box.Overhead;

    private readonly byte[] _recipient = new byte[LongestRecipient];
    private int _recipientLength;
    private OperatorId[]? _ids;
    private OperatorId _id;

    public long Id { get; private set; }

    public BatchHead Batch { get; private set; } = null!;

    public Window Window { get; private set; } = null!;

    public long Price { get; private set; }

    /// <summary>Parts this attempt puts on the link; the others were taken in an earlier one.</summary>
    public int PartsToSend { get; private set; }

    /// <summary>Parts still to be answered for.</summary>
    public int Left { get; set; }

    public PartStates States { get; set; }

    /// <summary>A part may or may not have arrived.</summary>
    public bool IsInDoubt { get; set; }

    /// <summary>Its recipient opted out while it waited: nothing left.</summary>
    public bool IsSuppressed { get; set; }

    /// <summary>A part never left.</summary>
    public bool HasUnsent { get; set; }

    /// <summary>The operator's refusal; Ok when it refused nothing.</summary>
    public SmppStatus Refusal { get; set; }

    public ReadOnlySpan<byte> Recipient => _recipient.AsSpan(0, _recipientLength);

    public OperatorId SingleId => _id;

    /// <summary>The references of several parts as they are stored; null for a single part.</summary>
    public string? JoinedIds => _ids is null ? null : string.Join(' ', _ids.Select(id => id.IsEmpty ? "-" : id.ToString()));

    public void Board(BatchHead batch, long id, Window window, long price, ReadOnlySpan<byte> recipient, PartStates earlier, string? earlierIds)
    {
        (Id, Batch, Window, Price, States, Refusal, _id) = (id, batch, window, price, earlier, SmppStatus.Ok, default);
        (IsInDoubt, IsSuppressed, HasUnsent) = (false, false, false);
        _recipientLength = recipient.Length;
        recipient.CopyTo(_recipient);
        _ids = batch.Parts == 1 ? null : new OperatorId[batch.Parts];
        if (_ids is not null && earlierIds?.Split(' ') is { } known)
            for (var part = 0; part < known.Length; part++)
                if (known[part] != "-") _ids[part] = OperatorId.Parse(known[part]);

        PartsToSend = 0;
        for (var part = 0; part < batch.Parts; part++)
            if (IsToSend(part)) PartsToSend++;
        Left = PartsToSend;
    }

    /// <summary>True for a part no operator has taken.</summary>
    public bool IsToSend(int part) => States[part] is PartState.Waiting or PartState.Unknown;

    public void Took(int part, OperatorId id)
    {
        States = States.With(part, PartState.Accepted);
        if (_ids is null) _id = id;
        else _ids[part] = id;
    }

    public OperatorId IdOf(int part) => _ids is null ? _id : _ids[part];
}

/// <summary>A run of messages on one link, as its <see cref="OpenWindow"/> row has it.</summary>
internal sealed class Window(long id, int link, string? receiver, int attempt, long at)
{
    public long Id => id;

    public int Link => link;

    /// <summary>Who receives what is on it.</summary>
    public string? Operator => receiver;

    public int Attempt => attempt;

    public long At => at;

    /// <summary>Messages still to be concluded.</summary>
    public int Left { get; set; }
}
