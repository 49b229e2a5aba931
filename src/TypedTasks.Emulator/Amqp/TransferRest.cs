namespace TypedTasks.Emulator.Amqp;

/// <summary>A delivery under way that needs more frames.</summary>
internal sealed record TransferRest(Link Link, uint Id, byte[] Tag, bool Settled, byte[] Bytes)
{
    public int Position { get; set; }
}
