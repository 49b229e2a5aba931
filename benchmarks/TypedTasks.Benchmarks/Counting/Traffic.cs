using TypedTasks.Transport;

namespace TypedTasks.Benchmarks;

/// <summary>What has gone over the broker.</summary>
internal sealed class Traffic
{
    private long sent;
    private long received;
    private long bytes;

    public long Sent => Volatile.Read(ref sent);

    public long Received => Volatile.Read(ref received);

    public long Bytes => Volatile.Read(ref bytes);

    public void Send(IReadOnlyList<TaskMessage> messages)
    {
        Interlocked.Add(ref sent, messages.Count);
        for (var i = 0; i < messages.Count; i++)
            Interlocked.Add(ref bytes, messages[i].Body.Length);
    }

    public void Receive() => Interlocked.Increment(ref received);
}
