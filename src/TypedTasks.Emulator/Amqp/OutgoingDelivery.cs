using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>A message on its way to a receiver that has not settled it.</summary>
internal readonly record struct OutgoingDelivery(QueueReceiverLink Link, BrokerMessage Message, Guid Token);
