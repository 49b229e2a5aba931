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
    private readonly ServerContext _context;
    private readonly IWire _wire;
    private readonly Connection _connection;
    private readonly Action<SocketPump> _ended;
    private readonly ConnectionWatch _watch;
    private readonly ManualResetEventSlim _relieved = new(initialState: true);
    private readonly AmqpWriter _sending = new();
    private bool _isOpen;
    private int _sent;
    private bool _isSending;
    private bool _isBroken;

    public SocketPump(ServerContext context, IWire wire, Action<SocketPump> ended)
    {
        _context = context;
        _wire = wire;
        _ended = ended;
        _connection = new Connection(context, this);
        LastRead = LastWritten = context.WireNow;
        _watch = new ConnectionWatch(context, this);
    }

    public IOutput? Next { get; set; }

    public bool IsQueued { get; set; }

    /// <summary>When bytes last came and went, by the wire's clock.</summary>
    public long LastRead { get; private set; }

    public long LastWritten { get; private set; }

    public Connection Connection => _connection;

    public void Start()
    {
        var thread = new Thread(Run, 256 * 1024) { IsBackground = true, Name = "Service Bus emulator connection" };
        thread.Start();
    }

    public void Tick(long now) => _watch.Tick(now);

    /// <summary>Wakes the read loop when the connection was closed by somebody else.</summary>
    public void Finish() => Shutdown(SocketShutdown.Receive);

    public void Abort()
    {
        _isBroken = true;
        _relieved.Set();
        Shutdown(SocketShutdown.Both);
    }

    private void Shutdown(SocketShutdown how)
    {
        try
        {
            _wire.Shutdown(how);
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
        if (_isSending || _isBroken) return false;
        return Take();
    }

    public void Send()
    {
        do
        {
            while (_sent < _sending.Length)
            {
                var count = TrySend(_sending.Written[_sent..], out var error);
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

                _sent += count;
            }
        }
        while (TakeMore());
    }

    public void Dispose()
    {
        _wire.Dispose();
        _relieved.Dispose();
    }

    private void Run()
    {
        var isQuiet = false;
        try
        {
            if (!_isOpen) _wire.Open();
            _isOpen = true;
            isQuiet = !Receive();
        }
        catch (IOException failure)
        {
            Log.WireNotOpened(_context.Logger, failure.Message);
        }
        catch (Exception failure)
        {
            // A connection's thread must not take the process of its host with it.
            Log.ConnectionFailed(_context.Logger, failure);
        }
        finally
        {
            if (isQuiet) _context.IdleRoom.Enter(_wire.Resting!, Start);
            else End();
        }
    }

    private void End()
    {
        using (_context.Broker.Enter()) _connection.Disconnect();
        // The last words, such as close, are sent unless the peer does not read them in time.
        if (!_isBroken && _relieved.Wait(LastWords)) _wire.Drain(LastWords);
        Abort();
        _ended(this);
        _wire.Dispose();
    }

    /// <summary>Receives until the end, or false: until nothing has come for a while.</summary>
    private bool Receive()
    {
        var buffer = new byte[SmallBuffer];
        var filled = 0;
        while (!_isBroken && _connection.Phase != ConnectionPhase.Closed)
        {
            var count = Read(ref buffer, filled);
            if (count == IsQuiet) return false;
            if (count <= 0) return true;
            filled += count;
            int taken, wanted;
            using (_context.Broker.Enter())
            {
                LastRead = _context.WireNow;
                taken = _connection.Process(buffer.AsSpan(0, filled), out wanted);
            }

            if (taken > 0) buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
            filled -= taken;
            // A read that filled the buffer says that more is waiting.
            var largest = _connection.IsProven ? LargeBuffer : Probation.MaxFrameSize;
            if (wanted > buffer.Length || (filled + taken == buffer.Length && buffer.Length < largest))
                Array.Resize(ref buffer, Math.Max(Math.Min(buffer.Length * 4, largest), wanted));
            if (_connection.IsChoked) _relieved.Wait();
        }

        return true;
    }

    private int Read(ref byte[] buffer, int filled)
    {
        while (true)
        {
            var count = _wire.Receive(buffer.AsSpan(filled), out var error);
            if (error == SocketError.Success) return count;
            if (error != SocketError.WouldBlock) return -1;
            if (filled == 0 && !_wire.Poll((int)_context.Quiet.TotalMicroseconds, SelectMode.SelectRead))
            {
                // A thousand idle connections must not hold a thousand large buffers and threads.
                buffer = new byte[SmallBuffer];
                Trim();
                if (_wire.Resting is not null) return IsQuiet;
            }

            _wire.Poll(WaitForever, SelectMode.SelectRead);
        }
    }

    private void Trim()
    {
        using (_context.Broker.Enter())
        {
            if (_isSending) return;
            _sending.Reset(1);
            if (_connection.Output.Length == 0) _connection.Output.Reset(1);
        }
    }

    private int TrySend(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        try
        {
            return _wire.Send(bytes, out error);
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
            _wire.Poll(WaitForever, SelectMode.SelectWrite);
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
        _connection.Settle();
        if (_connection.Output.Length == 0) return false;
        _sending.Clear();
        _sending.SwapWith(_connection.Output);
        _sent = 0;
        _isSending = true;
        _relieved.Reset();
        LastWritten = _context.WireNow;
        return true;
    }

    private bool TakeMore()
    {
        using (_context.Broker.Enter())
        {
            if (!_isBroken && Take()) return true;
            _isSending = false;
            _sending.Reset(KeptBuffer);
            if (_connection.IsChoked)
            {
                _connection.IsChoked = false;
                _connection.Resume();
            }

            _relieved.Set();
            return false;
        }
    }
}
