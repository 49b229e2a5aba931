using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Entities;

/// <summary>Somebody who takes a session and what is in it.</summary>
internal sealed class Holder(MessageQueue queue, string? sessionId) : ISessionConsumer, IConsumer
{
    public string? SessionId => sessionId;

    public BrokerSession? Session { get; private set; }

    public List<BrokerMessage> Messages { get; } = [];

    public List<Guid> Tokens { get; } = [];

    public AmqpError? End { get; private set; }

    public MessageQueue Queue => queue;

    public bool IsReady => End is null;

    public bool DeletesOnReceive => false;

    public bool IsDraining => false;

    public bool IsWaiting { get; set; }

    public IConsumer Grant(BrokerSession session)
    {
        Session = session;
        return this;
    }

    public void Deliver(BrokerMessage message)
    {
        Messages.Add(message);
        Tokens.Add(message.LockToken);
    }

    public bool TryEndDrain(bool empty) => true;

    public void Close(AmqpError error) => End = error;

    public void Refuse(AmqpError error) => End = error;
}
