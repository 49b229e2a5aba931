using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using TypedTasks.Emulator.Network;

namespace TypedTasks.Emulator.Tests.Network;

public sealed class IdleRoomTests : IDisposable
{
    private readonly IdleRoom _room = new();
    private readonly List<(Socket Near, Socket Far)> _pairs = [];
    private readonly Channel<int> _woken = Channel.CreateUnbounded<int>();

    public void Dispose()
    {
        foreach (var (_, far) in _pairs) far.Dispose();
        // All are woken by that, and only then may the other ends go.
        SpinWait.SpinUntil(() => _room.Count == 0, TimeSpan.FromSeconds(10));
        foreach (var (near, _) in _pairs) near.Dispose();
        _room.Dispose();
    }

    [Fact]
    public async Task Whoever_has_something_to_read_is_woken_once_and_nobody_else()
    {
        for (var i = 0; i < 20; i++) Enter(i);
        Assert.Equal(20, _room.Count);
        _pairs[7].Far.Send([1]);
        Assert.Equal(7, await Woken());
        Assert.Equal(19, _room.Count);
        // Still unread, but nobody waits for it any more.
        _pairs[3].Far.Dispose();
        Assert.Equal(3, await Woken());
        _pairs[5].Near.Shutdown(SocketShutdown.Receive);
        Assert.Equal(5, await Woken());
        Assert.False(_woken.Reader.TryRead(out _));
        Assert.Equal(17, _room.Count);
    }

    [Fact]
    public async Task Who_comes_later_and_has_something_to_read_already_is_woken_too()
    {
        Enter(0);
        for (var i = 1; i < 50; i++)
        {
            Connect();
            _pairs[i].Far.Send([1]);
            _room.Enter(_pairs[i].Near, Wake(i));
            Assert.Equal(i, await Woken());
        }

        Assert.Equal(1, _room.Count);
    }

    private void Enter(int number)
    {
        Connect();
        _room.Enter(_pairs[number].Near, Wake(number));
    }

    private Action Wake(int number) => () => _woken.Writer.TryWrite(number);

    private Task<int> Woken() => _woken.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    private void Connect()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        far.Connect(listener.LocalEndPoint!);
        _pairs.Add((listener.Accept(), far));
    }
}
