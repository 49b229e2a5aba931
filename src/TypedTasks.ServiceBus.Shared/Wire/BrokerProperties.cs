namespace TypedTasks.ServiceBus.Wire;

/// <summary>What of a message travels in properties of the broker's own.</summary>
internal readonly record struct BrokerProperties(string Queue, string Id, string CorrelationId, string Subject, string? GroupId);
