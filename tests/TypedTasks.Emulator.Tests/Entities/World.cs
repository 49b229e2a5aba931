using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

/// <summary>A broker on virtual time, without any socket.</summary>
internal sealed class World : IDisposable
{
    public World()
        : this(new BrokerSettings())
    {
    }

    public World(BrokerSettings settings)
    {
        Broker = new Broker(Time, NullLogger.Instance, settings: settings);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public Broker Broker { get; }

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public MessageQueue Queue(QueueOptions options)
    {
        using (Broker.Enter())
        {
            Assert.True(Broker.Directory.TryAdd(options));
            return Broker.Directory.FindQueue(options.Name)!;
        }
    }

    public MessageQueue Queue(string name = "q") => Queue(new QueueOptions { Name = name });

    public AmqpError? Send(MessageQueue queue, string? id, long scheduledFor = 0, uint? ttl = null, string body = "body")
    {
        using (Broker.Enter())
            return queue.Enqueue(Content(id, scheduledFor, ttl, body));
    }

    public Receiver Receive(MessageQueue queue, int credit = 1, bool delete = false)
    {
        var receiver = new Receiver(queue, delete);
        Arm(receiver, credit);
        return receiver;
    }

    public void Arm(Receiver receiver, int credit)
    {
        using (Broker.Enter())
        {
            receiver.Credit += credit;
            receiver.Queue.Arm(receiver);
        }
    }

    public bool Settle(Receiver receiver, int index, Outcome outcome)
    {
        using (Broker.Enter())
            return receiver.Queue.Settle(receiver.Messages[index], receiver.Tokens[index], outcome);
    }

    public static MessageContent Content(object? id, long scheduledFor = 0, uint? ttl = null, string body = "body", string? session = null)
    {
        var writer = new AmqpWriter();
        if (ttl is not null)
        {
            writer.Describe(Descriptor.Header);
            writer.Value(new List<object?> { true, null, ttl });
        }

        if (scheduledFor != 0)
        {
            writer.Describe(Descriptor.MessageAnnotations);
            writer.Value(new AmqpMap { { new Symbol("x-opt-scheduled-enqueue-time"), new AmqpTimestamp(scheduledFor) } });
        }

        writer.Describe(Descriptor.Properties);
        writer.Value(session is null ? [id] : new List<object?> { id, null, null, null, null, null, null, null, null, null, session });
        writer.Describe(Descriptor.AmqpValue);
        writer.Value(body);
        return MessageContent.Parse(writer.ToArray());
    }

    public void Dispose() => Broker.Dispose();
}
