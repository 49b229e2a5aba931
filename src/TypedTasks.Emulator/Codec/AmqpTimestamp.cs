namespace TypedTasks.Emulator.Codec;

/// <summary>Milliseconds since the Unix epoch; a raw number because a client may send what no calendar holds.</summary>
internal readonly record struct AmqpTimestamp(long Milliseconds);
