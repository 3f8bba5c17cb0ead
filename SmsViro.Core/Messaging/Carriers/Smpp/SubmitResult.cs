namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>The operator's answer to one part: its own id when <see cref="SmppStatus.Ok"/>, else nothing was taken.</summary>
public readonly record struct SubmitResult(PartKey Key, SmppStatus Status, OperatorId Id);
