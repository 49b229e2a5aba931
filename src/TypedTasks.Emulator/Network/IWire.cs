using System.Net.Sockets;

namespace TypedTasks.Emulator.Network;

/// <summary>The bytes of one connection, whatever carries them. One thread receives, one at a time sends.</summary>
internal interface IWire : IDisposable
{
    /// <summary>The socket to wait for when nothing is under way; null where the socket alone does not tell.</summary>
    Socket? Resting { get; }

    /// <summary>Called first, on the thread that receives: agrees with the peer on how bytes are carried.</summary>
    void Open();

    /// <summary>Receives what there is: <see cref="SocketError.WouldBlock"/> for nothing, zero bytes at the end.</summary>
    int Receive(Span<byte> target, out SocketError error);

    /// <summary>Takes what it can without waiting for the peer.</summary>
    int Send(ReadOnlySpan<byte> bytes, out SocketError error);

    /// <summary>Waits until receiving or sending would do something.</summary>
    bool Poll(int microseconds, SelectMode mode);

    /// <summary>Waits for a while until what was taken has gone to the peer.</summary>
    void Drain(TimeSpan patience);

    /// <summary>Ends what is under way, on whatever thread it is.</summary>
    void Shutdown(SocketShutdown how);
}
