namespace TypedTasks.Emulator.Codec;

/// <summary>An AMQP error condition with its text.</summary>
internal sealed record AmqpError(string Condition, string Description);
