namespace TypedTasks.Emulator.Amqp;

/// <summary>What the transfer said about the message that it carried.</summary>
internal readonly ref struct Delivery(uint id, bool settled, uint format, ReadOnlySpan<byte> transactionId)
{
    public const uint BatchFormat = 0x80013700;

    public uint Id { get; } = id;

    public bool Settled { get; } = settled;

    public uint Format { get; } = format;

    public ReadOnlySpan<byte> TransactionId { get; } = transactionId;
}
