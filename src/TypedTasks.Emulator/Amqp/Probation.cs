using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Amqp;

/// <summary>
/// How little a peer gets before it has shown a valid token: what it makes this process hold, decoded or in buffers that grew
/// by doubling, stays below 64 KB. A handshake and a token take a third of this.
/// </summary>
internal sealed class Probation
{
    public const int MaxFrameSize = 8 * 1024;
    public const int MaxSessions = 4;
    public const int MaxLinks = 8;
    public const int MaxReplies = 8;

    /// <summary>The official .NET client declares its first transaction before it shows any token.</summary>
    public const int MaxTransactions = 64;

    private const int Allowance = 14 * 1024;
    private int spent;

    /// <summary>Counts a frame and what was written because of it.</summary>
    public void Spend(int received, int written)
    {
        spent += received + written;
        if (spent > Allowance)
            throw new AmqpException(ErrorCondition.UnauthorizedAccess, $"More than {Allowance} bytes were exchanged without a valid token.");
    }
}
