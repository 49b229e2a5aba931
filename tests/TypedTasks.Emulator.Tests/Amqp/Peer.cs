using System.Buffers.Binary;
using TypedTasks.Emulator.Amqp;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Amqp;

/// <summary>A connection whose bytes go nowhere: what it would send is read when a test asks.</summary>
internal sealed class Peer : IOutput
{
    private readonly Broker broker;

    public Peer(ServerContext context)
    {
        broker = context.Broker;
        Connection = new Connection(context, this);
    }

    public Connection Connection { get; }

    public IOutput? Next { get; set; }

    public bool IsQueued { get; set; }

    public void Take(byte[] bytes)
    {
        using (broker.Enter())
            Assert.Equal(bytes.Length, Connection.Process(bytes, out _));
    }

    /// <summary>Reads what there is and counts the deliveries in it.</summary>
    public int Transfers() => Frames().Count(frame => frame.Is(Descriptor.Transfer));

    /// <summary>Reads what there is and gives what it settles.</summary>
    public List<(uint First, uint Last, bool IsAccepted)> Dispositions() => Frames().Where(frame => frame.Is(Descriptor.Disposition))
        .Select(frame => ((uint)frame.Field(1)!, (uint)frame.Field(2)!, !((Described)frame.Field(4)!).Is(Descriptor.Rejected) || ((Described)frame.Field(4)!).Field(0) is null))
        .ToList();

    public void Forget()
    {
        using (broker.Enter())
            Connection.Output.Clear();
    }

    public bool TryTake() => false;

    public void Send()
    {
        // Nobody reads.
    }

    public void Abort()
    {
        // There is nothing to cut.
    }

    private List<Described> Frames()
    {
        var frames = new List<Described>();
        using (broker.Enter())
        {
            Connection.Settle();
            for (var rest = Connection.Output.Written; rest.Length > 0;)
            {
                var size = BinaryPrimitives.ReadInt32BigEndian(rest);
                var reader = new AmqpReader(rest[8..size]);
                frames.Add((Described)AmqpValueReader.Read(ref reader)!);
                rest = rest[size..];
            }

            Connection.Output.Clear();
        }

        return frames;
    }
}
