namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>A receipt for one part, to be acknowledged after it is stored. <paramref name="Error"/> is the network's own reason, empty when it gave none.</summary>
public readonly record struct ReceiptArrival(OperatorId Id, MessageState State, string Error, DeliveryToken Token);
