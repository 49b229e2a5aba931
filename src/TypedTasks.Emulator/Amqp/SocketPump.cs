using System.Net.Sockets;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Network;

namespace TypedTasks.Emulator.Amqp;

/// <summary>
/// Moves bytes between a wire and its connection on a thread of its own: user code that blocks the thread pool must not
/// stop the broker, and a thread that blocks in the kernel costs less per batch than a trip through the pool.
/// </summary>
internal sealed class SocketPump : IOutput, IDisposable
{
    private const int SmallBuffer = 512;
    private const int LargeBuffer = 128 * 1024;
    private const int KeptBuffer = 512 * 1024;
    private const int WaitForever = -1;
    private const int IsQuiet = -2;

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private readonly ServerContext context;
    private readonly IWire wire;
    private readonly Connection connection;
    private readonly Action<SocketPump> ended;
    private readonly ConnectionWatch watch;
    private readonly ManualResetEventSlim relieved = new(initialState: true);
    private readonly AmqpWriter sending = new();
    private bool isOpen;
    private int sent;
    private bool isSending;
    private bool isBroken;

    public SocketPump(ServerContext context, IWire wire, Action<SocketPump> ended)
    {
        this.context = context;
        this.wire = wire;
        this.ended = ended;
        connection = new Connection(context, this);
        LastRead = LastWritten = context.WireNow;
        watch = new ConnectionWatch(context, this);
    }

    public IOutput? Next { get; set; }

    public bool IsQueued { get; set; }

    /// <summary>When bytes last came and went, by the wire's clock.</summary>
    public long LastRead { get; private set; }

    public long LastWritten { get; private set; }

    public Connection Connection => connection;

    public void Start()
    {
        var thread = new Thread(Run, 256 * 1024) { IsBackground = true, Name = "Service Bus emulator connection" };
        thread.Start();
    }

    public void Tick(long now) => watch.Tick(now);

    /// <summary>Wakes the read loop when the connection was closed by somebody else.</summary>
    public void Finish() => Shutdown(SocketShutdown.Receive);

    public void Abort()
    {
        isBroken = true;
        relieved.Set();
        Shutdown(SocketShutdown.Both);
    }

    private void Shutdown(SocketShutdown how)
    {
        try
        {
            wire.Shutdown(how);
        }
        catch (SocketException)
        {
            // The peer was faster; the read loop sees the end all the same.
        }
        catch (ObjectDisposedException)
        {
            // The read loop was faster.
        }
    }

    public bool TryTake()
    {
        if (isSending || isBroken)
            return false;
        return Take();
    }

    public void Send()
    {
        do
        {
            while (sent < sending.Length)
            {
                var count = TrySend(sending.Written[sent..], out var error);
                if (error == SocketError.WouldBlock)
                {
                    // A full socket buffer means a slow reader: nobody else may wait for it.
                    new Thread(SendPatiently, 256 * 1024) { IsBackground = true, Name = "Service Bus emulator slow writer" }.Start();
                    return;
                }

                if (error != SocketError.Success)
                {
                    Abort();
                    break;
                }

                sent += count;
            }
        }
        while (TakeMore());
    }

    public void Dispose()
    {
        wire.Dispose();
        relieved.Dispose();
    }

    private void Run()
    {
        var isQuiet = false;
        try
        {
            if (!isOpen)
                wire.Open();
            isOpen = true;
            isQuiet = !Receive();
        }
        catch (IOException failure)
        {
            Log.WireNotOpened(context.Logger, failure.Message);
        }
        catch (Exception failure)
        {
            // A connection's thread must not take the process of its host with it.
            Log.ConnectionFailed(context.Logger, failure);
        }
        finally
        {
            if (isQuiet)
                context.IdleRoom.Enter(wire.Resting!, Start);
            else
                End();
        }
    }

    private void End()
    {
        using (context.Broker.Enter())
            connection.Disconnect();
        // The last words, such as close, are sent unless the peer does not read them in time.
        if (!isBroken && relieved.Wait(LastWords))
            wire.Drain(LastWords);
        Abort();
        ended(this);
        wire.Dispose();
    }

    /// <summary>Receives until the end, or false: until nothing has come for a while.</summary>
    private bool Receive()
    {
        var buffer = new byte[SmallBuffer];
        var filled = 0;
        while (!isBroken && connection.Phase != ConnectionPhase.Closed)
        {
            var count = Read(ref buffer, filled);
            if (count == IsQuiet)
                return false;
            if (count <= 0)
                return true;
            filled += count;
            int taken, wanted;
            using (context.Broker.Enter())
            {
                LastRead = context.WireNow;
                taken = connection.Process(buffer.AsSpan(0, filled), out wanted);
            }

            if (taken > 0)
                buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
            filled -= taken;
            // A read that filled the buffer says that more is waiting.
            var largest = connection.IsProven ? LargeBuffer : Probation.MaxFrameSize;
            if (wanted > buffer.Length || (filled + taken == buffer.Length && buffer.Length < largest))
                Array.Resize(ref buffer, Math.Max(Math.Min(buffer.Length * 4, largest), wanted));
            if (connection.IsChoked)
                relieved.Wait();
        }

        return true;
    }

    private int Read(ref byte[] buffer, int filled)
    {
        while (true)
        {
            var count = wire.Receive(buffer.AsSpan(filled), out var error);
            if (error == SocketError.Success)
                return count;
            if (error != SocketError.WouldBlock)
                return -1;
            if (filled == 0 && !wire.Poll((int)context.Quiet.TotalMicroseconds, SelectMode.SelectRead))
            {
                // A thousand idle connections must not hold a thousand large buffers and threads.
                buffer = new byte[SmallBuffer];
                Trim();
                if (wire.Resting is not null)
                    return IsQuiet;
            }

            wire.Poll(WaitForever, SelectMode.SelectRead);
        }
    }

    private void Trim()
    {
        using (context.Broker.Enter())
        {
            if (isSending)
                return;
            sending.Reset(1);
            if (connection.Output.Length == 0)
                connection.Output.Reset(1);
        }
    }

    private int TrySend(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        try
        {
            return wire.Send(bytes, out error);
        }
        catch (ObjectDisposedException)
        {
            error = SocketError.OperationAborted;
            return 0;
        }
    }

    private void SendPatiently()
    {
        try
        {
            wire.Poll(WaitForever, SelectMode.SelectWrite);
        }
        catch (SocketException)
        {
            Abort();
        }
        catch (ObjectDisposedException)
        {
            Abort();
        }

        Send();
    }

    private bool Take()
    {
        connection.Settle();
        if (connection.Output.Length == 0)
            return false;
        sending.Clear();
        sending.SwapWith(connection.Output);
        sent = 0;
        isSending = true;
        relieved.Reset();
        LastWritten = context.WireNow;
        return true;
    }

    private bool TakeMore()
    {
        using (context.Broker.Enter())
        {
            if (!isBroken && Take())
                return true;
            isSending = false;
            sending.Reset(KeptBuffer);
            if (connection.IsChoked)
            {
                connection.IsChoked = false;
                connection.Resume();
            }

            relieved.Set();
            return false;
        }
    }
}
