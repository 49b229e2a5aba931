namespace TypedTasks.Emulator.Codec;

/// <summary>A value that the broker carries and never computes with: characters and decimals.</summary>
internal sealed record AmqpOpaque(byte Code, byte[] Bytes);
