namespace SmsViro.Core.Messaging.Carriers.Smpp;

/// <summary>What <see cref="SmppSession.Acknowledge"/> needs to answer one deliver_sm. It dies with its connection: an operator delivers again what was not acknowledged.</summary>
public readonly record struct DeliveryToken(int Connection, uint Sequence);
