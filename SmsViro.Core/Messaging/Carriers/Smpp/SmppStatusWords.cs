namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>What an answer means for a message, and its name in the operator's own words.</summary>
public static class SmppStatusWords
{
    extension(SmppStatus status)
    {
        /// <summary>The operator took nothing and asks for less: the message may be offered again.</summary>
        public bool AsksToSlowDown => status is SmppStatus.Throttled or SmppStatus.QueueFull;

        /// <summary>The name of the answer in clause 5.1.3, or its number.</summary>
        public string Word => status switch
        {
            SmppStatus.Ok => "ESME_ROK",
            SmppStatus.InvalidMessageLength => "ESME_RINVMSGLEN",
            SmppStatus.InvalidCommandLength => "ESME_RINVCMDLEN",
            SmppStatus.InvalidCommand => "ESME_RINVCMDID",
            SmppStatus.NotBound => "ESME_RINVBNDSTS",
            SmppStatus.AlreadyBound => "ESME_RALYBND",
            SmppStatus.SystemError => "ESME_RSYSERR",
            SmppStatus.InvalidSource => "ESME_RINVSRCADR",
            SmppStatus.InvalidDestination => "ESME_RINVDSTADR",
            SmppStatus.BindFailed => "ESME_RBINDFAIL",
            SmppStatus.InvalidPassword => "ESME_RINVPASWD",
            SmppStatus.InvalidSystemId => "ESME_RINVSYSID",
            SmppStatus.QueueFull => "ESME_RMSGQFUL",
            SmppStatus.SubmitFailed => "ESME_RSUBMITFAIL",
            SmppStatus.Throttled => "ESME_RTHROTTLED",
            SmppStatus.TemporaryReceiverError => "ESME_RX_T_APPN",
            SmppStatus.PermanentReceiverError => "ESME_RX_P_APPN",
            SmppStatus.InvalidOptionalParameters => "ESME_RINVOPTPARSTREAM",
            _ => $"0x{(uint)status:X8}",
        };
    }
}
