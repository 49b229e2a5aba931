using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using TypedTasks.Emulator.Network;

namespace TypedTasks.Emulator.Tests.Network;

public sealed class IdleRoomTests : IDisposable
{
    private readonly IdleRoom room = new();
    private readonly List<(Socket Near, Socket Far)> pairs = [];
    private readonly Channel<int> woken = Channel.CreateUnbounded<int>();

    public void Dispose()
    {
        foreach (var (_, far) in pairs)
            far.Dispose();
        // All are woken by that, and only then may the other ends go.
        SpinWait.SpinUntil(() => room.Count == 0, TimeSpan.FromSeconds(10));
        foreach (var (near, _) in pairs)
            near.Dispose();
        room.Dispose();
    }

    [Fact]
    public async Task Whoever_has_something_to_read_is_woken_once_and_nobody_else()
    {
        for (var i = 0; i < 20; i++)
            Enter(i);
        Assert.Equal(20, room.Count);
        pairs[7].Far.Send([1]);
        Assert.Equal(7, await Woken());
        Assert.Equal(19, room.Count);
        // Still unread, but nobody waits for it any more.
        pairs[3].Far.Dispose();
        Assert.Equal(3, await Woken());
        pairs[5].Near.Shutdown(SocketShutdown.Receive);
        Assert.Equal(5, await Woken());
        Assert.False(woken.Reader.TryRead(out _));
        Assert.Equal(17, room.Count);
    }

    [Fact]
    public async Task Who_comes_later_and_has_something_to_read_already_is_woken_too()
    {
        Enter(0);
        for (var i = 1; i < 50; i++)
        {
            Connect();
            pairs[i].Far.Send([1]);
            room.Enter(pairs[i].Near, Wake(i));
            Assert.Equal(i, await Woken());
        }

        Assert.Equal(1, room.Count);
    }

    private void Enter(int number)
    {
        Connect();
        room.Enter(pairs[number].Near, Wake(number));
    }

    private Action Wake(int number) => () => woken.Writer.TryWrite(number);

    private Task<int> Woken() => woken.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    private void Connect()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        far.Connect(listener.LocalEndPoint!);
        pairs.Add((listener.Accept(), far));
    }
}
