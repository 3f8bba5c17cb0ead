namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>A state in the operator's own seven letters (appendix B), both ways.</summary>
public static class MessageStateWords
{
    extension(MessageState state)
    {
        /// <summary>Nothing more will be heard about the part.</summary>
        public bool IsFinal => state is not (MessageState.Enroute or MessageState.Accepted);

        public string Word => state switch
        {
            MessageState.Enroute => "ENROUTE",
            MessageState.Delivered => "DELIVRD",
            MessageState.Expired => "EXPIRED",
            MessageState.Deleted => "DELETED",
            MessageState.Undeliverable => "UNDELIV",
            MessageState.Accepted => "ACCEPTD",
            MessageState.Unknown => "UNKNOWN",
            MessageState.Rejected => "REJECTD",
        };

        /// <summary>A word of a receipt's stat field, in either case; operators shorten and lengthen these, so the first five letters decide. Anything else is Unknown.</summary>
        public static MessageState Parse(ReadOnlySpan<byte> word)
        {
            if (word.Length < 5) return MessageState.Unknown;

            Span<byte> start = stackalloc byte[5];
            System.Text.Ascii.ToUpper(word[..5], start, out _);
            return start switch
            {
                _ when start.SequenceEqual("ENROU"u8) => MessageState.Enroute,
                _ when start.SequenceEqual("DELIV"u8) => MessageState.Delivered,
                _ when start.SequenceEqual("EXPIR"u8) => MessageState.Expired,
                _ when start.SequenceEqual("DELET"u8) => MessageState.Deleted,
                _ when start.SequenceEqual("UNDEL"u8) => MessageState.Undeliverable,
                _ when start.SequenceEqual("ACCEP"u8) => MessageState.Accepted,
                _ when start.SequenceEqual("REJEC"u8) => MessageState.Rejected,
                _ => MessageState.Unknown,
            };
        }
    }
}
