using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Tests.Entities;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>Somebody who takes the next session there is.</summary>
internal sealed class SessionReceiver(MessageQueue queue, Action<Receiver> granted) : ISessionConsumer
{
    public string? SessionId => null;

    public void Refuse(Codec.AmqpError error)
    {
        // Nobody waits in these histories.
    }

    public IConsumer Grant(BrokerSession session)
    {
        var receiver = new Receiver(queue, delete: false) { Credit = 3 };
        granted(receiver);
        return receiver;
    }
}
