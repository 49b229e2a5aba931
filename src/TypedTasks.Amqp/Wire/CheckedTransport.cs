using Amqp;

namespace TypedTasks.Amqp.Wire;

/// <summary>Lets the client library see no frame that it would choke on.</summary>
internal sealed class CheckedTransport(IAsyncTransport inner) : IAsyncTransport
{
    private readonly FrameCheck check = new();

    public void SetConnection(Connection connection) => inner.SetConnection(connection);

    public Task SendAsync(IList<ByteBuffer> bufferList, int listSize) => inner.SendAsync(bufferList, listSize);

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        var received = await inner.ReceiveAsync(buffer, offset, count).ConfigureAwait(false);
        check.Received(buffer, offset, received);
        return received;
    }

    public void Send(ByteBuffer buffer) => inner.Send(buffer);

    public int Receive(byte[] buffer, int offset, int count)
    {
        var received = inner.Receive(buffer, offset, count);
        check.Received(buffer, offset, received);
        return received;
    }

    public void Close() => inner.Close();
}
