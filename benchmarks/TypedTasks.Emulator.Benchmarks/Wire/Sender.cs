using System.Diagnostics;
using TypedTasks.Benchmarks;
using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Benchmarks.Wire;

/// <summary>Sends on one connection, to one queue or to many in turn, and waits for every acknowledgement.</summary>
internal sealed class Sender : IDisposable
{
    private const int MostInFlight = 256;
    private readonly BareConnection connection;
    private readonly int links;
    private readonly uint[] limits;
    private readonly uint[] sentOn;
    private readonly MessageTemplate messages;
    private readonly long[] sentAt = new long[MostInFlight];
    private uint next;
    private uint acknowledged;

    public Sender(string connectionString, IReadOnlyList<string> queues, int bodySize)
    {
        connection = new BareConnection(connectionString);
        links = queues.Count;
        limits = new uint[links];
        sentOn = new uint[links];
        for (var i = 0; i < links; i++)
            limits[i] = connection.AttachSender((uint)i, queues[i]);
        messages = new MessageTemplate(0, bodySize);
    }

    /// <summary>How many bytes one message has.</summary>
    public int MessageSize => messages.Next(0).Length;

    /// <summary>Sends as many as told and returns when all are acknowledged.</summary>
    public void Send(int count, int inFlight = MostInFlight, Latencies? latencies = null)
    {
        var end = next + (uint)count;
        while (acknowledged < end)
        {
            while (next < end && next - acknowledged < inFlight && TryWrite())
                if (connection.Out.Length > 64 * 1024)
                    connection.Flush();
            connection.Flush();
            connection.Wait();
            while (connection.TryRead(out var frame))
                OnFrame(frame, latencies);
        }
    }

    public void Dispose() => connection.Dispose();

    private bool TryWrite()
    {
        var link = (int)(next % links);
        if (sentOn[link] == limits[link])
            return false;
        sentOn[link]++;
        sentAt[next % MostInFlight] = Stopwatch.GetTimestamp();
        MessageTemplate.Write(connection.Out, messages.Next(Environment.ProcessId), (uint)link, next++);
        return true;
    }

    private void OnFrame(ReadOnlySpan<byte> frame, Latencies? latencies)
    {
        switch (BareConnection.Kind(frame))
        {
            case Descriptor.Disposition:
                var (first, last, isAccepted) = BareConnection.Range(frame);
                if (!isAccepted || first != acknowledged)
                    throw new InvalidOperationException("A message was refused or acknowledged out of turn.");
                for (var id = first; latencies is not null && id <= last; id++)
                    latencies.Add(Stopwatch.GetElapsedTime(sentAt[id % MostInFlight]));
                acknowledged = last + 1;
                break;
            case Descriptor.Flow:
                var (handle, count, credit) = BareConnection.Credit(frame);
                limits[handle] = count + credit;
                break;
            default:
                break;
        }
    }
}
